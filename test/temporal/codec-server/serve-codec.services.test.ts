import { defaultPayloadConverter } from '@temporalio/common';
import { historyToJSON, JSONToPayload, type JSONPayload } from '@temporalio/common/lib/proto-utils.js';

import {
  CODEC_TOKEN,
  payloadsOf,
  startCodecServer,
  type CodecServerProcess,
} from '../../support/codec-server-process.ts';
import { testTemporal } from '../../support/temporal.ts';

const { client, aJob, start } = testTemporal({ workflows: 'test/support/temporal-workflows.ts' });
let server: CodecServerProcess | undefined;
beforeAll(async () => {
  server = await startCodecServer();
});
afterAll(() => server?.stop());

describe('the codec server', () => {
  it('decrypts the input of a real run, and tells its log who asked for what', async () => {
    const { input } = aJob();
    const handle = await start('trial', input);
    await handle.result();
    const history = JSON.parse(historyToJSON(await handle.fetchHistory()));
    const payloads: JSONPayload[] = history.events[0].workflowExecutionStartedEventAttributes.input.payloads;

    const answer = await fetch(`${server?.url ?? ''}/decode`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${CODEC_TOKEN}`,
        'content-type': 'application/json',
        'x-namespace': client().options.namespace,
      },
      body: JSON.stringify({ payloads }),
    });
    expect(answer.status).toBe(200);
    const decoded = await payloadsOf(answer);
    expect(decoded.map((payload) => defaultPayloadConverter.fromPayload(JSONToPayload(payload)))).toEqual([input]);

    const line = (await server?.lineWith('payloads were decrypted')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      process: 'codec-server',
      proof: 'token',
      tokenId: expect.stringMatching(/^[0-9a-f]{8}$/),
      namespace: client().options.namespace,
      payloads: 1,
    });
    expect((server?.lines ?? []).join()).not.toContain(input.name);
    expect((server?.lines ?? []).join()).not.toContain(CODEC_TOKEN);
  });
});
