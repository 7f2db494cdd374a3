import { z } from 'zod';

import { callApi, jobPath, type ApiClient } from './call-api.ts';

const Job = z.object({ name: z.string(), status: z.string() });
export type DemoJob = z.infer<typeof Job>;

/** The job as it is now; `undefined` when it is gone or cancelled, so that nothing can come of it any more. */
export async function findDemoJob(client: ApiClient, name: string): Promise<DemoJob | undefined> {
  const { status, body } = await callApi(client, { method: 'GET', path: jobPath(name), expected: [200, 404] });
  if (status === 404) return undefined;
  const job = Job.parse(body);
  return job.status === 'cancelled' ? undefined : job;
}
