import { setTimeout as sleep } from 'node:timers/promises';

import { parseConfig } from '../../activities/context/config.ts';
import type { Context } from '../../activities/context/context.ts';
import { closeContext, createContext } from '../../activities/context/create-context.ts';
import { account } from '../../domain/records/account.ts';
import { createTemporalClient } from '../../temporal/client.ts';
import { incomeAccountOf } from '../support/accounts.ts';
import { startApi, type ApiProcess } from '../support/api-process.ts';
import { askAs } from '../support/ask-over-http.ts';
import { changesOf } from '../support/changes.ts';
import { testEnvironment } from '../support/context.ts';
import { update } from '../support/documents.ts';
import { fromJson } from '../support/from-json.ts';
import { aJob, surroundings } from '../support/jobs.ts';
import { aKey, anOrganization } from '../support/organizations.ts';
import { ownServers } from '../support/own-servers.ts';
import { startWorker, type WorkerProcess } from '../support/worker-process.ts';

jest.setTimeout(240_000);
const PARKS_WITHIN_MS = 60_000;
const namespace = 'default';

let servers: Awaited<ReturnType<typeof ownServers>> | undefined;
let processes: [ApiProcess, WorkerProcess] | undefined;

const endProcesses = async () => {
  await Promise.all((processes ?? []).map((process) => process.stop()));
  processes = undefined;
};
afterAll(async () => {
  await endProcesses();
  await servers?.forget();
});

/** Starts worker and API on the servers, and asks the API with the key. */
async function serve(env: Record<string, string>, secret: string) {
  const worker = await startWorker({ namespace, env });
  const api = await startApi({ namespace, env });
  processes = [api, worker];
  return askAs({ url: api.url, secret }).ask;
}

async function within<T>(env: Record<string, string>, work: (ctx: Context) => Promise<T>): Promise<T> {
  const ctx = createContext(parseConfig({ ...testEnvironment(), ...env }), 'test');
  try {
    return await work(ctx);
  } finally {
    await closeContext(ctx);
  }
}

test('an operation that waits for a person goes on in the same run after everything was ended and started anew', async () => {
  servers = await ownServers();
  const { environment: env } = servers;
  const given = await within(env, async (ctx) => {
    const organization = await anOrganization(ctx);
    const among = await surroundings(ctx, organization);
    const income = await incomeAccountOf(ctx, organization.scope, among.items.service);
    await income.disableAccount();
    const job = await aJob(ctx, organization, { among });
    return { ...organization, account: income.account, job: job.name, secret: await aKey(ctx, organization) };
  });
  const { organizationId, scope, secret } = given;

  const before = await serve(env, secret);
  const completing = await before('POST', `/v1/jobs/${given.job}/complete`, { headers: { Prefer: 'wait=0' } });
  const id = String(fromJson(completing.text)['id']);
  const path = `/v1/operations/${encodeURIComponent(id)}`;
  const look = async (ask: typeof before) => fromJson((await ask('GET', path)).text);
  for (const untilMs = performance.now() + PARKS_WITHIN_MS; (await look(before))['status'] !== 'parked';) {
    if (performance.now() > untilMs) throw new Error('The operation does not come to wait');
    await sleep(100);
  }
  const waiting = await look(before);

  await endProcesses();
  await servers.stop();
  await servers.start();
  const after = await serve(env, secret);
  expect(await look(after)).toEqual(waiting);

  await within(env, (ctx) =>
    update(ctx, { scope, definition: account, name: given.account, changes: { disabled: false } }),
  );
  const body = { step: 'invoice', action: 'retry', note: 'The account is enabled again.' };
  const decided = await after('POST', `${path}/decide`, { body });
  expect(decided.status).toBe(200);
  expect(fromJson(decided.text)).toMatchObject({
    id,
    status: 'completed',
    startedAt: waiting['startedAt'],
    steps: [
      { name: 'close', status: 'success', attempts: 1 },
      { name: 'invoice', status: 'success', decisions: [{ action: 'retry', by: scope.actor, state: 'taken' }] },
      { name: 'timesheet', status: 'success', attempts: 1 },
      { name: 'activity', status: 'success', attempts: 1 },
    ],
  });
  await within(env, async (ctx) => {
    const papers = ctx.db('sales_invoices').where({ organization_id: organizationId, docstatus: 'submitted' });
    expect(await papers.select('name')).toHaveLength(1);
    const notes = (await changesOf(ctx, organizationId)).filter(({ operation }) => operation === 'note');
    expect(notes).toMatchObject([{ actor: scope.actor, cause: id }]);
    const { TEMPORAL_ADDRESS: address, TEMPORAL_PAYLOAD_KEYS: payloadKeys } = ctx.config;
    const temporal = createTemporalClient({ address, namespace, payloadKeys });
    const { runId, status } = await temporal.workflow
      .getHandle(`complete-job:${organizationId}:${given.job}`)
      .describe();
    await temporal.connection.close();
    expect([id.endsWith(`.${runId}`), status.name]).toEqual([true, 'COMPLETED']);
  });
});
