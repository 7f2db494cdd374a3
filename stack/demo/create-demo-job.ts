import { z } from 'zod';

import { callApi, type ApiClient } from './call-api.ts';
import type { DemoStory } from './demo-stories.ts';
import type { DemoCompany } from './load-company.ts';

const Created = z.object({ name: z.string() });

/** Makes the job of a story, as a dispatcher would, and answers its name. Makes another one each time. */
export async function createDemoJob(
  client: ApiClient,
  { company, story }: { company: DemoCompany; story: DemoStory },
): Promise<string> {
  const { body } = await callApi(client, {
    method: 'POST',
    path: '/v1/jobs',
    body: {
      customer: company.customer,
      address: company.address,
      job_type: story.jobType,
      title: story.title,
      scheduled_date: new Date().toISOString().slice(0, 10),
      parts_used: story.parts,
    },
    expected: [201],
  });
  return Created.parse(body).name;
}
