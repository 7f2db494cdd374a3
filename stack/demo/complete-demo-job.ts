import { z } from 'zod';

import { callApi, type ApiClient } from './call-api.ts';
import type { DemoCompany } from './load-company.ts';

const Job = z.object({ name: z.string() });
const Completed = z.object({ id: z.string() });
const Refused = z.object({ detail: z.string(), operation: z.object({ id: z.string() }) });
const ON_SITE_MS = 90 * 60_000;

interface DemoJob {
  title: string;
  jobType: string;
  technician: string;
  parts: { item: string; quantity: number; source: 'van' | 'stock' }[];
}

/** Takes a job through its life as a dispatcher and a technician would, and answers the operation that completed or refused it. */
export async function completeDemoJob(
  client: ApiClient,
  company: DemoCompany,
  story: DemoJob,
): Promise<{ job: string; operation: string }> {
  const post = (path: string, body: unknown, expected = [200]) =>
    callApi(client, { method: 'POST', path, body, expected });
  const created = await post(
    '/v1/jobs',
    {
      customer: company.customer,
      address: company.address,
      job_type: story.jobType,
      title: story.title,
      scheduled_date: new Date().toISOString().slice(0, 10),
      parts_used: story.parts,
    },
    [201],
  );
  const { name } = Job.parse(created.body);
  const path = `/v1/jobs/${encodeURIComponent(name)}`;
  await post(`${path}/assign`, { employee: story.technician });
  await post(`${path}/arrive`, { at: new Date(Date.now() - ON_SITE_MS).toISOString() });
  await post(`${path}/start`, {});
  const { status, body } = await post(
    `${path}/complete`,
    { signed_by_name: 'Ines Moreau', technician_notes: 'Filters changed, unit cools again.' },
    [200, 422],
  );
  return { job: name, operation: status === 200 ? Completed.parse(body).id : Refused.parse(body).operation.id };
}
