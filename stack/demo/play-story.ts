import type { ApiClient } from './call-api.ts';
import { awaitOperation } from './await-operation.ts';
import { completeDemoJob } from './complete-demo-job.ts';
import { createDemoJob } from './create-demo-job.ts';
import type { KeptJob } from './demo-state.ts';
import type { DemoStory } from './demo-stories.ts';
import { findDemoJob } from './find-demo-job.ts';
import type { DemoCompany } from './load-company.ts';
import type { DemoOperation } from './read-operation.ts';
import { takeToWork } from './take-to-work.ts';
import type { Terminal } from './terminal.ts';

interface Play {
  company: DemoCompany;
  story: DemoStory;
  /** What an earlier start came to. */
  kept: KeptJob | undefined;
  keep: (kept: KeptJob) => void;
  step: Terminal['step'];
}

/**
 * Plays a story to its end. A job is kept as soon as it exists and gone on with by the next start: a second one in the same hours
 * would be refused, because the technician's time overlaps.
 */
export async function playStory(
  client: ApiClient,
  { company, story, kept, keep, step }: Play,
): Promise<{ job: string; operation: DemoOperation }> {
  let job = kept && (await findDemoJob(client, kept.job));
  if (job === undefined) {
    const name = await createDemoJob(client, { company, story });
    keep({ job: name });
    job = { name, status: 'unassigned' };
  }
  await takeToWork(client, { job, technician: story.technician });
  const id = await completeDemoJob(client, { job: job.name });
  const operation = await awaitOperation(client, { id, step });
  // A completed job cannot be completed again, whoever did it; anything else is tried again by the next start.
  if (operation.status !== story.ends && operation.status !== 'completed') {
    const reason = operation.error?.detail ?? 'no reason given';
    throw new Error(`Operation ${id} was to end as ${story.ends} and is ${operation.status}: ${reason}`);
  }
  keep({ job: job.name, operation: id });
  return { job: job.name, operation };
}
