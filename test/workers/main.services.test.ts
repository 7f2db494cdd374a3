import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { acceptJobCompletion } from '../../activities/dispatch/accept-job-completion.ts';
import { createTemporalClient } from '../../temporal/client.ts';
import { runOperation } from '../../temporal/run-operation.ts';
import { testContext } from '../support/context.ts';
import { aJob } from '../support/jobs.ts';
import { anOrganization } from '../support/organizations.ts';
import { temporalServer } from '../support/temporal-server.ts';
import { aNamespace, freePort, startWorker } from '../support/worker-process.ts';

const ctx = testContext();
jest.setTimeout(180_000);

async function readyz(health: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${health}/readyz?verbose`);
  const body: unknown = await answer.json();
  return { status: answer.status, body };
}

/** Asks until it is as wanted, and says how long that took. */
async function until(wanted: () => Promise<boolean>, withinMs: number): Promise<number> {
  const sinceMs = performance.now();
  while (!(await wanted())) {
    if (performance.now() - sinceMs > withinMs) throw new Error(`It did not come within ${String(withinMs)} ms`);
    await sleep(100);
  }
  return performance.now() - sinceMs;
}

describe('the readiness of a worker process', () => {
  it('is lost within seconds when Temporal stops, named so, and comes back without a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dartwing-temporal-'));
    const server = temporalServer({ port: await freePort(), file: join(folder, 'temporal.db') });
    await server.start();
    const worker = await startWorker({ namespace: 'default', env: { TEMPORAL_ADDRESS: server.address } });
    expect(await readyz(worker.health)).toMatchObject({
      status: 200,
      body: {
        parts: [
          { name: 'database', up: true },
          { name: 'workers', up: true, state: 'running, running' },
          { name: 'temporal', up: true },
          { name: 'core activities', up: true },
          { name: 'core workflows', up: true },
          { name: 'ext-records activities', up: true },
        ],
      },
    });

    await server.stop();
    await until(async () => (await readyz(worker.health)).status === 503, 10_000);
    expect((await readyz(worker.health)).body).toMatchObject({ missing: ['temporal: does not answer'] });
    const exposed = await (await fetch(worker.metrics)).text();
    expect(exposed).toContain('worker_part_up{part="temporal"} 0');
    expect((await fetch(`${worker.health}/livez`)).status).toBe(200);

    await server.start();
    await until(async () => (await readyz(worker.health)).status === 200, 30_000);
    await worker.stop();
    expect(worker.process.exitCode).toBe(0);
    await server.stop();
    await rm(folder, { recursive: true });
  });
});

/** Completes a job on a worker in which one step is slow, and asks that worker to end in the middle of it. */
async function stopInTheMiddle({ slowMs }: { slowMs: number }) {
  const namespace = await aNamespace();
  const mark = join(tmpdir(), `slow-${randomUUID()}`);
  const env = { SLOW_STEP: 'invoice', SLOW_MS: String(slowMs), SLOW_MARK: mark };
  const worker = await startWorker({ namespace, entry: 'test/support/slow-worker.ts', env });
  const organization = await anOrganization(ctx);
  const job = await aJob(ctx, organization);
  await acceptJobCompletion(ctx, { scope: organization.scope, name: job.name, values: {} });
  const { TEMPORAL_ADDRESS: address, TEMPORAL_PAYLOAD_KEYS: payloadKeys } = ctx.config;
  const client = createTemporalClient({ address, namespace, payloadKeys });
  const input = { organizationId: job.organization_id, name: job.name, requestedBy: organization.scope.actor };
  const finished = runOperation(client, { kind: 'complete-job', input, waitMs: 150_000 });
  await until(() => Promise.resolve(existsSync(mark)), 30_000);

  const sinceMs = performance.now();
  worker.process.kill('SIGTERM');
  await sleep(300);
  const draining = await readyz(worker.health);
  await worker.ended;
  const endedAfterMs = performance.now() - sinceMs;
  const events = await client.workflow
    .getHandle(`complete-job:${job.organization_id}:${job.name}`)
    .fetchHistory()
    .then(({ events: all }) => all ?? []);
  const doneBefore = events.filter((event) => event.activityTaskCompletedEventAttributes !== null).length;

  const next = await startWorker({ namespace });
  const outcome = await finished;
  await next.stop();
  await client.connection.close();
  const invoices: unknown[] = await ctx.db('sales_invoices').where({ organization_id: job.organization_id });
  return { worker, draining, endedAfterMs, doneBefore, outcome, invoices: invoices.length, next };
}

describe('a worker process that is asked to end in the middle of a step', () => {
  it.concurrent('says that it is not ready, finishes the step, and ends with 0', async () => {
    const { worker, draining, endedAfterMs, doneBefore, outcome, invoices } = await stopInTheMiddle({ slowMs: 4_000 });
    expect(draining).toMatchObject({ status: 503, body: { missing: [expect.stringMatching(/^workers: .*drain/)] } });
    expect(worker.process.exitCode).toBe(0);
    expect(endedAfterMs).toBeGreaterThan(2_000);
    expect(endedAfterMs).toBeLessThan(20_000);
    // `close` and the slow `invoice`: its result reached the server.
    expect(doneBefore).toBe(2);
    expect(outcome.state).toBe('completed');
    expect(invoices).toBe(1);
  });

  it.concurrent(
    'cuts a step that outlasts the grace, ends with 0 before it would be killed, and another worker goes on',
    async () => {
      const { worker, endedAfterMs, doneBefore, outcome, invoices, next } = await stopInTheMiddle({ slowMs: 120_000 });
      expect(worker.process.exitCode).toBe(0);
      expect(endedAfterMs).toBeGreaterThan(18_000);
      expect(endedAfterMs).toBeLessThan(29_500);
      expect(doneBefore).toBe(1);
      expect(outcome.state).toBe('completed');
      // Its paper had been made; the repeat found it by its key.
      expect(invoices).toBe(1);
      expect(next.process.exitCode).toBe(0);
    },
  );
});
