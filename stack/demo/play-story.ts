import { waitsForPerson } from '../../domain/operation-groups.ts';
import { tellStory } from '../operations/tell-story.ts';
import { awaitOperation } from './await-operation.ts';
import type { ApiClient } from './call-api.ts';
import { completeDemoJob } from './complete-demo-job.ts';
import { createDemoJob } from './create-demo-job.ts';
import type { KeptJob } from './demo-state.ts';
import type { DemoStory } from './demo-stories.ts';
import { findDemoJob } from './find-demo-job.ts';
import type { DemoCompany } from './load-company.ts';
import type { DemoOperation } from './read-operation.ts';
import { retryStep } from './retry-step.ts';
import { takeToWork } from './take-to-work.ts';
import type { Terminal } from './terminal.ts';

interface Play {
  company: DemoCompany;
  story: DemoStory;
  /** What an earlier start came to. */
  kept: KeptJob | undefined;
  keep: (kept: KeptJob) => void;
  enableAccount: (name: string) => Promise<void>;
  step: Terminal['step'];
}

/**
 * Plays a story to its end and answers what was kept of it, too. A job is kept as soon as it exists and gone on with by the next
 * start: a second one in the same hours would be refused, because the technician's time overlaps.
 */
export async function playStory(
  client: ApiClient,
  { company, story, kept, keep, enableAccount, step }: Play,
): Promise<{ kept: KeptJob; operation: DemoOperation }> {
  let job = kept && (await findDemoJob(client, kept.job));
  let waited = job && kept?.waited;
  if (job === undefined) {
    const name = await createDemoJob(client, { company, story });
    keep({ job: name });
    job = { name, status: 'unassigned' };
  }
  await takeToWork(client, { job, technician: story.technician });
  // One that is to wait for a person does not answer sooner for being waited for.
  const waitSeconds = story.repair === undefined ? 5 : 1;
  const id = await completeDemoJob(client, { job: job.name, waitSeconds });
  let operation = await awaitOperation(client, { id, step });
  if (story.repair !== undefined && waitsForPerson(operation.status)) {
    waited = tellStory(operation);
    keep({ job: job.name, waited });
    const { account, ...decision } = story.repair;
    await enableAccount(account);
    await retryStep(client, { ...decision, operation: id });
    operation = await awaitOperation(client, { id, step });
  }
  checkEnd(operation, story);
  const played = { job: job.name, ...(waited && { waited }), operation: id };
  keep(played);
  return { kept: played, operation };
}

/** A completed job cannot be completed again, whoever did it; what ended otherwise than the story is tried again by the next start. */
function checkEnd({ id, status, error }: DemoOperation, { ends }: DemoStory): void {
  if (status === ends || status === 'completed') return;
  const reason = error?.detail ?? 'no reason given';
  if (waitsForPerson(status)) throw new Error(`Operation ${id} is ${status} and waits for a person (${reason})`);
  throw new Error(`Operation ${id} was to end as ${ends} and is ${status}: ${reason}`);
}
