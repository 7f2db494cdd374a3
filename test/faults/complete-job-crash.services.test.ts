import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { acceptJobCompletion } from '../../activities/dispatch/accept-job-completion.ts';
import { getDocument } from '../../activities/documents/get-document.ts';
import { getOperation } from '../../activities/operations/get-operation.ts';
import { job as definition } from '../../domain/dispatch/job.ts';
import { createTemporalClient } from '../../temporal/client.ts';
import { runOperation } from '../../temporal/run-operation.ts';
import { testContext } from '../support/context.ts';
import { aJob, surroundings } from '../support/jobs.ts';
import { anOrganization } from '../support/organizations.ts';
import { testPayloadKeys } from '../support/payload-keys.ts';
import { aNamespace, startWorker, type WorkerProcess } from '../support/worker-process.ts';

const ctx = testContext();
const FINISHES_WITHIN_MS = 120_000;
jest.setTimeout(FINISHES_WITHIN_MS + 60_000);

const TABLES = ['sales_invoices', 'timesheets', 'delivery_notes', 'communications'] as const;

/** A job with parts from stock. With `refusedAt: 'delivery'` its part is not kept in stock, so that everything is undone. */
async function world(refusedAt?: 'delivery') {
  const organization = await anOrganization(ctx);
  const names = await surroundings(ctx, organization);
  const item = refusedAt === undefined ? names.items.part : names.items.service;
  const job = await aJob(ctx, organization, {
    among: names,
    values: { parts_used: [{ item, quantity: 2, rate: 500, source: 'stock' }] },
  });
  return { organization, scope: organization.scope, job };
}

type World = Awaited<ReturnType<typeof world>>;

/** The papers of the organization by table, as far as they stand in the books. */
async function books(organizationId: string): Promise<Record<string, Record<string, number>>> {
  const all = await Promise.all(
    TABLES.map(async (table) => {
      const rows: { docstatus: string }[] = await ctx
        .db(table)
        .where({ organization_id: organizationId })
        .select('docstatus');
      const count = new Map<string, number>();
      for (const { docstatus } of rows) count.set(docstatus, (count.get(docstatus) ?? 0) + 1);
      return [table, Object.fromEntries(count)] as const;
    }),
  );
  return Object.fromEntries(all);
}

/** Runs the completion on a worker that dies at the point, with another one started as soon as it is dead. */
async function completeThroughCrash(crashAt: string, { job, scope }: World) {
  const namespace = await aNamespace();
  const mark = join(tmpdir(), `crashed-${randomUUID()}`);
  const running: { worker?: WorkerProcess } = {};
  const start = async () => {
    running.worker = await startWorker({
      namespace,
      entry: 'test/support/crashing-worker.ts',
      env: { CRASH_AT: crashAt, CRASH_MARK: mark },
    });
    return running.worker;
  };
  const first = await start();
  const restarted = first.ended.then(async () => {
    if (!existsSync(mark)) return undefined;
    const left = { books: await books(job.organization_id), job: await read({ job, scope }) };
    await start();
    return left;
  });

  const client = createTemporalClient({
    address: ctx.config.TEMPORAL_ADDRESS,
    namespace,
    payloadKeys: testPayloadKeys(),
  });
  await acceptJobCompletion(ctx, { scope, name: job.name, values: {} });
  const input = { organizationId: job.organization_id, name: job.name, requestedBy: scope.actor };
  const outcome = await runOperation(client, { kind: 'complete-job', input, waitMs: FINISHES_WITHIN_MS });
  const left = await restarted;
  await running.worker?.stop();
  await client.connection.close();
  return { outcome, crashed: existsSync(mark), signal: first.process.signalCode, left };
}

const read = ({ job, scope }: Pick<World, 'job' | 'scope'>) => getDocument(ctx, { scope, definition, name: job.name });

const BETWEEN = 'invoice between paper and link';
const UNDO_BETWEEN = 'invoice:undo between cancel and unlink';

const STEPS = ['close', 'invoice', 'timesheet', 'delivery', 'activity'];
const forwards = [...STEPS.flatMap((step) => [`${step} before`, `${step} after`]), BETWEEN];
const backwards = ['invoice:undo before', 'invoice:undo after', UNDO_BETWEEN, 'close:undo after'];

describe('a worker that is killed while it completes a job', () => {
  it.concurrent.each(forwards)('at "%s": the run finishes by itself, and each paper is there once', async (crashAt) => {
    const at = await world();
    const { outcome, crashed, signal, left } = await completeThroughCrash(crashAt, at);
    expect({ crashed, signal, state: outcome.state }).toEqual({ crashed: true, signal: 'SIGKILL', state: 'completed' });
    if (crashAt === BETWEEN)
      expect(left).toMatchObject({
        books: { sales_invoices: { submitted: 1 }, timesheets: {} },
        job: { sales_invoice: null, billing_status: 'not_billed' },
      });
    expect(await books(at.job.organization_id)).toEqual({
      sales_invoices: { submitted: 1 },
      timesheets: { submitted: 1 },
      delivery_notes: { submitted: 1 },
      communications: { draft: 1 },
    });
    const job = await read(at);
    expect(job).toMatchObject({ status: 'completed', billing_status: 'billed', completion_requested_at: null });
    const operation = await getOperation(ctx, { scope: at.scope, id: outcome.operationId });
    expect(operation.steps.map(({ step_name, status }) => [step_name, status])).toEqual(
      STEPS.map((step) => [step, 'success']),
    );
  });

  it.concurrent.each(backwards)('at "%s": the undoing goes on, and nothing is left in the books', async (crashAt) => {
    const at = await world('delivery');
    const { outcome, crashed, signal, left } = await completeThroughCrash(crashAt, at);
    expect({ crashed, signal, state: outcome.state }).toEqual({ crashed: true, signal: 'SIGKILL', state: 'failed' });
    if (crashAt === UNDO_BETWEEN)
      expect(left).toMatchObject({
        books: { sales_invoices: { cancelled: 1 } },
        job: { sales_invoice: expect.any(String), billing_status: 'billed' },
      });
    expect(await books(at.job.organization_id)).toEqual({
      sales_invoices: { cancelled: 1 },
      timesheets: {},
      delivery_notes: {},
      communications: {},
    });
    const job = await read(at);
    expect(job).toMatchObject({
      status: 'in_progress',
      billing_status: 'not_billed',
      sales_invoice: null,
      timesheet: null,
      actual_departure: null,
    });
    expect(await getOperation(ctx, { scope: at.scope, id: outcome.operationId })).toMatchObject({
      status: 'compensated',
      failed_step: 'delivery',
    });
  });
});
