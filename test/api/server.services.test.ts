import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { startApi } from '../support/api-process.ts';
import { testContext } from '../support/context.ts';
import { aJob, surroundings } from '../support/jobs.ts';
import { aKey, anOrganization } from '../support/organizations.ts';
import { aNamespace } from '../support/worker-process.ts';

const ctx = testContext();
jest.setTimeout(120_000);

const DRAIN_MS = 1_500;
/** Answers that are to be the last on their connection say so. */
const LAST = 'close';

/** The API as a process of its own, without a worker, and somebody who may call it. */
async function aWorld() {
  const env = { API_DRAIN_MS: String(DRAIN_MS) };
  const api = await startApi({ namespace: await aNamespace(), env });
  const ended = once(api.process, 'exit');
  const organization = await anOrganization(ctx);
  const among = await surroundings(ctx, organization);
  const authorization = `Bearer ${await aKey(ctx, organization)}`;
  const call = (path: string, { headers = {}, ...init }: RequestInit = {}) =>
    fetch(`${api.url}${path}`, { ...init, headers: { authorization, ...headers } });
  const complete = async (wait: string): Promise<Response> => {
    const job = await aJob(ctx, organization, { among });
    return call(`/v1/jobs/${job.name}/complete`, { method: 'POST', headers: { prefer: `wait=${wait}` } });
  };
  return { api, ended, organization, among, authorization, call, complete };
}

/** Starts a job whose row is locked until `meanwhile` is over, so that the request is held in the middle of its work. */
async function heldWhile(
  { organization, among, call }: Awaited<ReturnType<typeof aWorld>>,
  meanwhile: () => Promise<void>,
): Promise<Response> {
  const job = await aJob(ctx, organization, { among, status: 'arrived' });
  const lock = await ctx.db.transaction();
  try {
    await lock('dispatch_jobs').where({ organization_id: organization.organizationId, name: job.name }).forUpdate();
    const answered = call(`/v1/jobs/${job.name}/start`, { method: 'POST' });
    await sleep(300);
    await meanwhile();
    await lock.rollback();
    return await answered;
  } finally {
    await lock.rollback();
  }
}

describe('an API process that is asked to end', () => {
  it.concurrent('says so first, ends what waits and what streams, finishes what works, and exits with 0', async () => {
    const world = await aWorld();
    const { api, ended, call, complete } = world;
    const running = await complete('0');
    const stream = await call(`${running.headers.get('location') ?? ''}/events`);
    const waiting = complete('60');
    const held = await heldWhile(world, async () => {
      const askedAtMs = performance.now();
      api.process.kill('SIGTERM');
      await sleep(200);
      const ready = await call('/readyz');
      expect([ready.status, await ready.json()]).toMatchObject([
        503,
        { code: 'unavailable', detail: 'This process is closing. Ask another one.' },
      ]);
      expect(ready.headers.get('connection')).toBe(LAST);
      expect((await call('/livez')).status).toBe(200);
      expect(await stream.text()).toMatch(/\nevent:operation\n[^]*\n\n$/);
      expect((await waiting).status).toBe(202);
      expect(performance.now() - askedAtMs).toBeLessThan(DRAIN_MS);
      await sleep(DRAIN_MS);
      await expect(call('/livez')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
      expect(api.process.exitCode).toBeNull();
    });
    expect(held.headers.get('connection')).toBe(LAST);
    expect([held.status, await held.json()]).toMatchObject([200, { status: 'in_progress' }]);
    const answeredAtMs = performance.now();
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - answeredAtMs).toBeLessThan(2_000);
    expect(api.lines.at(-1)).toContain('the API is closed');
  });

  it.concurrent('cuts what outlasts the grace, and exits with 0 before it would be killed', async () => {
    const { api, ended, authorization } = await aWorld();
    const { hostname, port } = new URL(api.url);
    const socket = connect(Number(port), hostname);
    socket.write(`POST /v1/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n`);
    socket.write('Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"title": ');
    const cut = once(socket.resume(), 'close');
    await sleep(300);

    const askedAtMs = performance.now();
    api.process.kill('SIGTERM');
    await cut;
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - askedAtMs).toBeGreaterThan(15_000);
    expect(performance.now() - askedAtMs).toBeLessThan(25_000);
    expect(api.lines.join('\n')).toContain('requests were cut off because they outlasted the grace period');
  });
});
