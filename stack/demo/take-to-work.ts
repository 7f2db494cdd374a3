import { z } from 'zod';

import { callApi, jobPath, type ApiClient } from './call-api.ts';
import type { DemoJob } from './find-demo-job.ts';

const ON_SITE_MS = 90 * 60_000;
const Moved = z.object({ status: z.string() });

const MOVES: Record<string, 'assign' | 'arrive' | 'start'> = {
  draft: 'assign',
  unassigned: 'assign',
  assigned: 'arrive',
  en_route: 'arrive',
  arrived: 'start',
};

/** Takes a job on from the state it is in until its work has begun, as dispatcher and technician would. One that is further stays. */
export async function takeToWork(
  client: ApiClient,
  { job, technician }: { job: DemoJob; technician: string },
): Promise<void> {
  const bodies = {
    assign: { employee: technician },
    arrive: { at: new Date(Date.now() - ON_SITE_MS).toISOString() },
    start: {},
  };
  let { status } = job;
  for (let move = MOVES[status]; move !== undefined; move = MOVES[status]) {
    const path = `${jobPath(job.name)}/${move}`;
    const { body } = await callApi(client, { method: 'POST', path, body: bodies[move], expected: [200] });
    status = Moved.parse(body).status;
  }
}
