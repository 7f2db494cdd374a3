import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from '@temporalio/client';
import type { Express } from 'express';

import { createApp } from '../../api/app.ts';
import type { Context } from '../../activities/context/context.ts';
import { getOperation, type Operation } from '../../activities/operations/get-operation.ts';
import type { OperationStatus } from '../../domain/operation.ts';
import { createTemporalClient } from '../../temporal/client.ts';
import { incomeAccountOf } from './accounts.ts';
import { testApi, withKey } from './api.ts';
import { changesOf } from './changes.ts';
import { aJob, surroundings } from './jobs.ts';
import { aKey, anOrganization, type TestOrganization } from './organizations.ts';
import { aNamespace, startWorker, type WorkerProcess } from './worker-process.ts';

const START_MS = 120_000;
const SETTLES_WITHIN_MS = 40_000;

/** The API and the product's worker, each of which can be ended and started again. */
export function testRepairs() {
  const { ctx, lines } = testApi();
  let namespace = '';
  let worker: WorkerProcess | undefined;
  let api: { app: Express; temporal: Client } | undefined;

  const startApi = () => {
    const { TEMPORAL_ADDRESS: address, TEMPORAL_PAYLOAD_KEYS: payloadKeys } = ctx.config;
    const temporal = createTemporalClient({ address, namespace, payloadKeys });
    api = { app: createApp(ctx, temporal), temporal };
  };
  const stopApi = async () => api?.temporal.connection.close();
  const start = async () => {
    worker = await startWorker({ namespace });
  };
  const stop = async () => {
    await worker?.stop();
    worker = undefined;
  };
  beforeAll(async () => {
    namespace = await aNamespace();
    startApi();
    await start();
  }, START_MS);
  afterAll(async () => {
    await stop();
    await stopApi();
  }, START_MS);

  const started = () => {
    if (api === undefined) throw new Error('The API is started before the tests, not while they are collected');
    return api;
  };
  return {
    ctx,
    lines,
    started,
    worker: { start, stop, metrics: () => worker?.metrics ?? '' },
    restartApi: async () => {
      await stopApi();
      startApi();
    },
    world: (organization?: TestOrganization) => aWorld(ctx, { app: () => started().app, organization }),
  };
}

/** An organization whose jobs can be completed while the account of its work is enabled, with what its rows and logs say. */
async function aWorld(
  ctx: Context,
  { app, organization }: { app: () => Express; organization?: TestOrganization | undefined },
) {
  const own = organization ?? (await anOrganization(ctx));
  const { organizationId, scope } = own;
  const among = await surroundings(ctx, own);
  const { account, enableAccount, disableAccount } = await incomeAccountOf(ctx, scope, among.items.service);
  const secret = await aKey(ctx, own);
  const call = () => withKey(app(), secret);

  const stored = (id: string): Promise<Operation> => getOperation(ctx, { scope, id });
  const storedAs = async (id: string, ...wanted: OperationStatus[]): Promise<Operation> => {
    for (const untilMs = performance.now() + SETTLES_WITHIN_MS; ; await sleep(50)) {
      const operation = await stored(id);
      if (wanted.includes(operation.status)) return operation;
      if (performance.now() > untilMs)
        throw new Error(`The operation is ${operation.status}, not ${wanted.join(' or ')}`);
    }
  };
  /** The address of a new run that completes a job. */
  const complete = async (): Promise<{ id: string; path: string; job: string }> => {
    const job = await aJob(ctx, own, { among });
    const response = await call().post(`/v1/jobs/${job.name}/complete`).set('Prefer', 'wait=0');
    const path = response.get('Location') ?? '';
    return { id: decodeURIComponent(path.replace('/v1/operations/', '')), path, job: job.name };
  };
  const parked = async () => {
    await disableAccount();
    const operation = await complete();
    await storedAs(operation.id, 'parked');
    return operation;
  };
  const papers = async () => {
    const count = async (table: string) =>
      (await ctx.db(table).where({ organization_id: organizationId, docstatus: 'submitted' }).select('name')).length;
    return { invoices: await count('sales_invoices'), timesheets: await count('timesheets') };
  };
  return {
    ...own,
    organizationId,
    among,
    call,
    stored,
    storedAs,
    complete,
    parked,
    papers,
    account,
    enableAccount,
    disableAccount,
    /** What the change log says was decided. */
    notes: async () => (await changesOf(ctx, organizationId)).filter(({ operation }) => operation === 'note'),
    decide: (path: string, body: object = {}, key: string = randomUUID()) =>
      call()
        .post(`${path}/decide`)
        .set('Idempotency-Key', key)
        .send({ step: 'invoice', action: 'retry', note: 'The account is enabled again.', ...body }),
  };
}
