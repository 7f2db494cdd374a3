import { createSecretKey } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';

import { defaultPayloadConverter } from '@temporalio/common';
import { JSONToPayload, payloadToJSON, type JSONPayload } from '@temporalio/common/lib/proto-utils.js';

import { encryptPayload } from '../../../temporal/codec/encrypt-payload.ts';
import {
  CODEC_TOKEN,
  payloadsOf,
  startCodecServer,
  TEMPORAL_WEB,
  type CodecServerProcess,
} from '../../support/codec-server-process.ts';
import { testPayloadKeys } from '../../support/payload-keys.ts';

let server: CodecServerProcess;
beforeAll(async () => {
  server = await startCodecServer();
});
afterAll(() => server.stop());

const BEARER = { authorization: `Bearer ${CODEC_TOKEN}` };
const JSON_TYPE = { 'content-type': 'application/json' };

const [first] = testPayloadKeys();
const sealed = (value: unknown): JSONPayload =>
  payloadToJSON(encryptPayload(first, defaultPayloadConverter.toPayload(value)));
const valuesOf = async (answer: Response): Promise<unknown[]> =>
  (await payloadsOf(answer)).map((payload) => defaultPayloadConverter.fromPayload(JSONToPayload(payload)));

function ask(
  path: string,
  { headers, payloads, body }: { headers: Record<string, string>; payloads?: unknown; body?: string },
) {
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { ...JSON_TYPE, ...headers },
    body: body ?? JSON.stringify({ payloads }),
  });
}

const signIn = (token: string) =>
  fetch(`${server.url}/sign-in`, { method: 'POST', body: new URLSearchParams({ token }) });

async function cookie(): Promise<string> {
  const answer = await signIn(CODEC_TOKEN);
  return (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
}

describe('decrypting and encrypting', () => {
  it('gives back as many payloads as it was asked for, in their order, those that are not encrypted as they are', async () => {
    const plain = payloadToJSON(defaultPayloadConverter.toPayload('plain'));
    const answer = await ask('/decode', { headers: BEARER, payloads: [sealed('a'), plain, sealed({ b: 1 })] });
    expect(await valuesOf(answer)).toEqual(['a', 'plain', { b: 1 }]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('encrypts what a person sends from Temporal web', async () => {
    const plain = payloadToJSON(defaultPayloadConverter.toPayload('typed by hand'));
    const encoded = await payloadsOf(await ask('/encode', { headers: BEARER, payloads: [plain] }));
    expect(JSON.stringify(encoded)).toContain(Buffer.from('binary/encrypted').toString('base64'));
    const decoded = await ask('/decode', { headers: BEARER, payloads: encoded });
    expect(await valuesOf(decoded)).toEqual(['typed by hand']);
  });

  it('says which key is missing', async () => {
    const lost = { id: 'lost', key: createSecretKey(Buffer.alloc(32, 5)) };
    const payload = payloadToJSON(encryptPayload(lost, defaultPayloadConverter.toPayload('x')));
    const answer = await ask('/decode', { headers: BEARER, payloads: [payload] });
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({
      code: 'misconfigured',
      detail: expect.stringContaining("the key 'lost'"),
    });
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['nothing of the protocol', '{"payloads": 1}'],
    ['no base64', '{"payloads": [{"metadata": {"encoding": "%%"}, "data": "%%"}]}'],
  ])('refuses a body with %s', async (_title, body) => {
    const answer = await ask('/decode', { headers: BEARER, body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'invalid',
      detail: expect.stringContaining('what Temporal web sends'),
    });
  });

  it('refuses a body of more than 6 MiB, and one that is not JSON by its type', async () => {
    expect((await ask('/decode', { headers: BEARER, body: ' '.repeat(7 * 1024 * 1024) })).status).toBe(413);
    expect((await ask('/decode', { headers: { ...BEARER, 'content-type': 'text/plain' }, payloads: [] })).status).toBe(
      400,
    );
  });

  it('knows no other address', async () => {
    expect((await fetch(`${server.url}/`)).status).toBe(404);
    expect((await fetch(`${server.url}/decode`)).status).toBe(404);
  });
});

describe('who may ask', () => {
  it.each([
    ['nothing', {}],
    ['another token', { authorization: 'Bearer another-token' }],
    ['another scheme', { authorization: `Basic ${CODEC_TOKEN}` }],
    ['a cookie that nobody signed', { cookie: `dartwing_codec=9999999999.${'A'.repeat(43)}` }],
    ['the token as a cookie', { cookie: `dartwing_codec=${CODEC_TOKEN}` }],
  ])('is nobody with %s', async (_title, headers) => {
    for (const path of ['/decode', '/encode']) {
      const answer = await ask(path, { headers, payloads: [sealed('a')] });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: 'unauthenticated', detail: expect.stringMatching(/\.$/) });
    }
  });

  it('is who signed in with the token, by a cookie that scripts cannot read and other sites do not send', async () => {
    const answer = await signIn(CODEC_TOKEN);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^dartwing_codec=\d+\.[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers.get('set-cookie')).not.toContain(CODEC_TOKEN);
    const shown = await ask('/decode', { headers: { cookie: await cookie() }, payloads: [sealed('a')] });
    expect(await valuesOf(shown)).toEqual(['a']);
    expect(await server.lineWith('"proof":"session"')).toContain('payloads were decrypted');
  });

  it('is nobody whose cookie was made to live longer', async () => {
    const [, ends = '', signature = ''] = /=(\d+)\.(.+)$/.exec(await cookie()) ?? [];
    const longer = `dartwing_codec=${String(Number(ends) + 1)}.${signature}`;
    expect((await ask('/decode', { headers: { cookie: longer }, payloads: [] })).status).toBe(401);
  });

  it('is told at the form that the token is wrong, without its being repeated', async () => {
    const answer = await signIn('kestrel<script>');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const page = await answer.text();
    expect(page).toContain('That is not the token');
    expect(page).not.toContain('kestrel');
    await server.lineWith('somebody could not sign in');
    expect(server.lines.join()).not.toContain('kestrel');
  });
});

describe('pages of other origins', () => {
  it('may ask when they are Temporal web, and their browser is told so', async () => {
    const preflight = await fetch(`${server.url}/decode`, {
      method: 'OPTIONS',
      headers: { origin: TEMPORAL_WEB, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    const allowed = Object.fromEntries(preflight.headers);
    expect(allowed).toMatchObject({
      'access-control-allow-origin': TEMPORAL_WEB,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'content-type, authorization, x-namespace',
      vary: 'Origin',
    });
    const answer = await ask('/decode', { headers: { ...BEARER, origin: TEMPORAL_WEB }, payloads: [] });
    expect(answer.headers.get('access-control-allow-origin')).toBe(TEMPORAL_WEB);
  });

  it.each(['http://evil.example', 'http://127.0.0.1:20005', 'http://localhost:20004', 'null'])(
    'may not when they are %s, with whatever proof',
    async (origin) => {
      for (const method of ['OPTIONS', 'POST']) {
        const answer = await fetch(`${server.url}/decode`, { method, headers: { ...BEARER, ...JSON_TYPE, origin } });
        expect(answer.status).toBe(403);
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      }
    },
  );
});

describe('the process', () => {
  it('listens on loopback only unless told otherwise', () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('ends with 0 when asked to, also while a connection is open', async () => {
    const other = await startCodecServer();
    await fetch(`${other.url}/livez`);
    const idle = connect(Number(new URL(other.url).port), '127.0.0.1');
    await once(idle, 'connect');
    expect(await other.stop()).toBe(0);
    idle.destroy();
  });
});
