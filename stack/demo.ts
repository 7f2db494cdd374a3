import { z } from 'zod';

import { parseConfig } from '../activities/context/config.ts';
import { closeContext, createContext } from '../activities/context/create-context.ts';
import { callApi, type ApiClient } from './demo/call-api.ts';
import { completeDemoJob } from './demo/complete-demo-job.ts';
import { loadCompany, type DemoCompany } from './demo/load-company.ts';
import { tellOperation } from './demo/tell-operation.ts';
import { readJson } from './state/read-json.ts';
import { writePrivateFile } from './state/write-private-file.ts';

const Told = z.object({ job: z.string(), operation: z.string() });
const Remembered = z.object({
  company: z.object({
    apiKey: z.string(),
    customer: z.string(),
    address: z.string(),
    technicians: z.array(z.string()),
    jobTypes: z.object({ billed: z.string(), refused: z.string() }),
  }),
  completed: Told.optional(),
  refused: Told.optional(),
});
type Remembered = z.infer<typeof Remembered>;

interface Demo {
  /** The environment of API and worker. */
  environment: Record<string, string>;
  apiUrl: string;
  /** Where it is kept what was done already, so that a second start does nothing twice. */
  stateFile: string;
  say: (line: string) => void;
}

/**
 * Loads the demo company and completes one job that is billed and one whose billing is refused, each once for all starts, and tells
 * both stories. Whatever an interrupted start did not finish is done by the next one.
 */
export async function runDemo({ environment, apiUrl, stateFile, say }: Demo): Promise<void> {
  const found = await remembered(stateFile, apiUrl);
  const state: Remembered = found ?? { company: await loadDemoCompany(environment) };
  const keep = () => {
    writePrivateFile(stateFile, `${JSON.stringify(state, null, 2)}\n`);
  };
  if (found === undefined) keep();
  const { company } = state;
  const client: ApiClient = { url: apiUrl, apiKey: company.apiKey };
  const [luis = '', mara = ''] = company.technicians;
  const before = state.completed !== undefined && state.refused !== undefined;

  if (state.completed === undefined) {
    const parts = [{ item: 'FILTER-2025', quantity: 2, source: 'stock' as const }];
    state.completed = await completeDemoJob(client, company, {
      title: 'Autumn maintenance of the oven hall',
      jobType: company.jobTypes.billed,
      technician: luis,
      parts,
    });
    keep();
  }
  say('');
  say(`  Job ${state.completed.job}: completed, billed, hours booked, stock parts delivered`);
  await tellOperation(client, { id: state.completed.operation, say });

  if (state.refused === undefined) {
    state.refused = await completeDemoJob(client, company, {
      title: 'Tune-up of the shop unit',
      jobType: company.jobTypes.refused,
      technician: mara,
      parts: [],
    });
    keep();
  }
  say('');
  say(`  Job ${state.refused.job}: its billing item is disabled, so everything was undone`);
  await tellOperation(client, { id: state.refused.operation, say });
  say('');
  if (before) say('  The demo company and both jobs were there already; nothing was changed.');
  say('  Ask as the demo company:');
  say(`    curl -H 'Authorization: Bearer ${company.apiKey}' ${new URL('/v1/jobs', apiUrl).href}`);
}

/** What an earlier start did, unless it did it in a database that is gone. */
async function remembered(stateFile: string, apiUrl: string): Promise<Remembered | undefined> {
  const { data } = Remembered.safeParse(readJson(stateFile));
  if (data === undefined) return undefined;
  const client = { url: apiUrl, apiKey: data.company.apiKey };
  const { status } = await callApi(client, { method: 'GET', path: '/v1/operations?limit=1', expected: [200, 401] });
  return status === 200 ? data : undefined;
}

async function loadDemoCompany(environment: Record<string, string>): Promise<DemoCompany> {
  const ctx = createContext(parseConfig({ ...environment, LOG_LEVEL: 'silent' }), 'api');
  try {
    return await loadCompany(ctx);
  } finally {
    await closeContext(ctx);
  }
}
