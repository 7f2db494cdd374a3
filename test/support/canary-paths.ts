import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { job } from '../../domain/dispatch/job.ts';
import type { Answer, Ask } from './ask-over-http.ts';
import type { Canaries } from './canaries.ts';
import type { CanaryCompany } from './canary-company.ts';

const ARRIVED_BEFORE_MS = 90 * 60_000;
/** What a technician hands in when the work is done. */
const HANDED_IN = [
  'technician_notes',
  'customer_signature',
  'signed_by_name',
  'customer_feedback',
  'form_submissions',
] as const;

/** Where a caller's own Idempotency-Key was planted. */
export const CALLERS_KEY = 'an Idempotency-Key';

const Named = z.object({ name: z.string() });
const Operation = z.object({
  id: z.string(),
  status: z.string(),
  progress: z.object({ phase: z.string() }),
});
const SETTLES_WITHIN_MS = 30_000;
const Matched = z.object({ matched: z.int() });

interface World {
  ask: Ask;
  words: Canaries;
  company: CanaryCompany;
}

const pathOf = (id: string) => `/v1/operations/${encodeURIComponent(id)}`;
const operationOf = ({ text }: Answer) => Operation.parse(JSON.parse(text));

/** What a person at the API does with jobs and operations, each time with new words. */
function openPaths({ ask, words, company }: World) {
  const aJob = async (): Promise<{ name: string; technician: string }> => {
    const parts = [{ item: company.part, quantity: 2, source: 'stock' }];
    const body = words.plant(job, { ...company.links, scheduled_date: '2026-12-01', parts_used: parts });
    const { name } = Named.parse(JSON.parse((await ask('POST', '/v1/jobs', { body })).text));
    const technician = await company.technician();
    const at = new Date(Date.now() - ARRIVED_BEFORE_MS).toISOString();
    const reason = words.text('dispatch_job.assignments.reason');
    await ask('POST', `/v1/jobs/${name}/assign`, { body: { employee: technician, reason } });
    await ask('POST', `/v1/jobs/${name}/arrive`, { body: { at } });
    await ask('POST', `/v1/jobs/${name}/start`, { body: {} });
    return { name, technician };
  };
  /** How the operation stands when it has ended or waits. */
  const statusOf = async (id: string): Promise<string> => {
    for (const untilMs = performance.now() + SETTLES_WITHIN_MS; ; await sleep(50)) {
      const { status, progress } = operationOf(await ask('GET', pathOf(id)));
      if (progress.phase === 'waiting' || progress.phase === 'ended') return status;
      if (performance.now() > untilMs) throw new Error(`The operation is still ${status}`);
    }
  };
  const complete = async ({ name }: { name: string }): Promise<{ id: string }> => {
    const sent = { body: words.plantFields(job, HANDED_IN), headers: { Prefer: 'wait=0' } };
    const { id } = operationOf(await ask('POST', `/v1/jobs/${name}/complete`, sent));
    await statusOf(id);
    return { id };
  };
  const parked = async () => {
    await company.disableAccount();
    const made = await aJob();
    return { ...made, id: (await complete(made)).id };
  };
  const decide = async (id: string, decision: object) => {
    const body = { step: 'invoice', note: words.text('decision.note'), ...decision };
    const headers = { 'Idempotency-Key': words.text(CALLERS_KEY) };
    return ask('POST', `${pathOf(id)}/decide`, { body, headers });
  };
  const cancel = (id: string) => ask('POST', `${pathOf(id)}/cancel`, { body: { note: words.text('cancel.note') } });
  const resolve = (id: string) => ask('POST', `${pathOf(id)}/resolve`, { body: { note: words.text('resolve.note') } });
  return { aJob, complete, parked, decide, cancel, resolve, statusOf };
}

/** Goes every path that an operation can take; answers how each one ended, and a job that a reader may look at. */
export async function goEveryPath(world: World): Promise<{ ends: Record<string, string>; job: string; ids: string[] }> {
  const { company, words, ask } = world;
  const paths = openPaths(world);
  const ends: Record<string, string> = {};
  const ids: string[] = [];
  const ended = async (path: string, id: string) => {
    ends[path] = await paths.statusOf(id);
    ids.push(id);
  };

  const done = await paths.aJob();
  await company.talkOf(done.name);
  await ended('done', (await paths.complete(done)).id);

  const refused = await paths.aJob();
  await company.bookHours(refused.technician);
  const { id } = await paths.complete(refused);
  await ended('refused and undone', id);
  await paths.resolve(id);
  await ended('resolved', id);

  const retried = await paths.parked();
  await paths.decide(retried.id, { action: 'skip' });
  await paths.decide(retried.id, { action: 'retry' });
  await ended('parked, and parked again', retried.id);
  await company.enableAccount();
  await paths.decide(retried.id, { action: 'retry' });
  await ended('retried', retried.id);

  const edited = await paths.parked();
  await paths.decide(edited.id, { action: 'retry', input: { billingItem: company.plain } });
  await ended('retried with edited input', edited.id);

  const marked = await paths.parked();
  await paths.decide(marked.id, { action: 'mark_done', found: 'SINV-2026-99999' });
  await paths.decide(marked.id, { action: 'mark_done', found: await company.billByHand(marked.name) });
  await ended('marked done', marked.id);

  const compensated = await paths.parked();
  await paths.decide(compensated.id, { action: 'compensate' });
  await ended('compensated', compensated.id);

  const stuck = await paths.parked();
  await company.bookHours(stuck.technician);
  await paths.decide(stuck.id, { action: 'mark_done', found: await company.billByHand(stuck.name, { paid: 100 }) });
  await ended('undo refused', stuck.id);
  await paths.decide(stuck.id, { action: 'skip' });
  await ended('undo skipped', stuck.id);

  const cancelled = await paths.parked();
  await paths.cancel(cancelled.id);
  await ended('cancelled', cancelled.id);

  const many = await paths.parked();
  await company.enableAccount();
  await decideMany({ ask, words });
  await ended('decided with others', many.id);
  return { ends, job: done.name, ids };
}

async function decideMany({ ask, words }: Pick<World, 'ask' | 'words'>): Promise<void> {
  const decisions = { filter: { failedStep: 'invoice' }, action: 'retry', note: words.text('decisions.note') };
  const send = (body: object) => ask('POST', '/v1/operations/decide', { body: { ...decisions, ...body } });
  const { matched } = Matched.parse(JSON.parse((await send({ dryRun: true })).text));
  await send({ dryRun: false, expected: matched + 1 });
  await send({ dryRun: false, expected: matched });
}
