import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

import { callApi, jobPath, refusal, type ApiClient } from './call-api.ts';

const Started = z.object({ id: z.string() });
const Refused = z.object({ operation: z.object({ id: z.string() }) });
const HANDED_IN = { signed_by_name: 'Ines Moreau', technician_notes: 'Filters changed, unit cools again.' };
const REPEAT_AFTER_MS = 1_000;
const PATIENCE_MS = 120_000;

/**
 * Asks for a job to be completed and answers the operation that does it, has done it, or was refused. Joins what an interrupted
 * start had asked for, and waits while somebody else's request is being accepted.
 */
export async function completeDemoJob(
  client: ApiClient,
  { job, waitSeconds, patienceMs = PATIENCE_MS }: { job: string; waitSeconds: number; patienceMs?: number },
): Promise<string> {
  const path = `${jobPath(job)}/complete`;
  // What somebody else handed in stands: only an empty request joins it.
  let body: Partial<typeof HANDED_IN> = HANDED_IN;
  for (const end = Date.now() + patienceMs; ; await sleep(REPEAT_AFTER_MS)) {
    const reply = await callApi(client, { method: 'POST', path, body, waitSeconds, expected: [200, 202, 409, 422] });
    const refused = Refused.safeParse(reply.body).data;
    if (refused !== undefined) return refused.operation.id;
    if (reply.status < 300) return Started.parse(reply.body).id;
    if (reply.status !== 409 || Date.now() >= end) throw refusal({ method: 'POST', path }, reply);
    body = {};
  }
}
