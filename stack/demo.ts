import { parseConfig } from '../activities/context/config.ts';
import type { Context } from '../activities/context/context.ts';
import { closeContext, createContext } from '../activities/context/create-context.ts';
import { callApi, type ApiClient } from './demo/call-api.ts';
import { readDemoState, writeDemoState, type DemoState } from './demo/demo-state.ts';
import { demoStories } from './demo/demo-stories.ts';
import { loadCompany, type DemoCompany } from './demo/load-company.ts';
import { playStory } from './demo/play-story.ts';
import { readOperation } from './demo/read-operation.ts';
import { renewKey } from './demo/renew-key.ts';
import { tellCompany } from './demo/tell-company.ts';
import { tellOperation } from './demo/tell-operation.ts';
import type { Terminal } from './demo/terminal.ts';

interface Demo {
  /** The environment of API and worker. */
  environment: Record<string, string>;
  apiUrl: string;
  /** Where it is kept what was done already, so that a second start does nothing twice. */
  stateFile: string;
  /** Whether the demo company may be made where there is none. */
  mayLoad: boolean;
  terminal: Terminal;
}

/**
 * Loads the demo company and completes one job that is billed and one whose billing is refused, each once for all starts, and
 * tells both stories. Whatever an interrupted start did not finish is done by the next one. `changed` says whether anything was done.
 */
export async function runDemo({
  environment,
  apiUrl,
  stateFile,
  mayLoad,
  terminal,
}: Demo): Promise<{ changed: boolean }> {
  const { say, step } = terminal;
  const remembered = readDemoState(stateFile);
  const found = remembered !== undefined && (await isKnown(remembered.company, apiUrl)) ? remembered : undefined;
  if (found === undefined && !mayLoad) {
    say('The demo was not loaded, because DATABASE_URL may name a real database; ./dartwing up --demo loads it.');
    return { changed: false };
  }
  if (remembered !== undefined && found === undefined) {
    say(
      'The key of the demo company does not work any more (revoked, or of another database), so a new demo company is made.',
    );
  }
  const state: DemoState = found ?? { company: await inContext(environment, loadCompany) };
  if (found === undefined) writeDemoState(stateFile, state);
  const { company } = state;
  let changed = found === undefined;
  if (found !== undefined && mayLoad) {
    const keep = (apiKey: string) => {
      company.apiKey = apiKey;
      writeDemoState(stateFile, state);
    };
    const missing = await inContext(environment, (ctx) => renewKey(ctx, { secret: company.apiKey, keep }));
    if (missing.length > 0) {
      say(`The key of the demo company did not allow ${missing.join(', ')} yet; it was replaced by one that does.`);
      changed = true;
    }
  }
  const client: ApiClient = { url: apiUrl, apiKey: company.apiKey };
  for (const story of demoStories(company)) {
    const kept = state[story.kept];
    const keep = (change: DemoState['completed']) => {
      state[story.kept] = change;
      writeDemoState(stateFile, state);
    };
    if (kept?.operation === undefined) changed = true;
    const { job, operation } =
      kept?.operation === undefined
        ? await playStory(client, { company, story, kept, keep, step })
        : { job: kept.job, operation: await readOperation(client, kept.operation) };
    say('');
    const end = operation.resolution?.was ?? operation.status;
    say(`  Job ${job}: ${end === story.ends ? story.moral : `ended as ${end}`}`);
    tellOperation({ operation, apiUrl, say });
  }
  say('');
  if (!changed) say('  The demo company and both jobs were there already.');
  tellCompany({ company, refused: state.refused, apiUrl, say });
  return { changed };
}

/** Whether the company that an earlier start made is in this database, and its key still works. */
async function isKnown({ apiKey }: DemoCompany, apiUrl: string): Promise<boolean> {
  const client = { url: apiUrl, apiKey };
  const { status } = await callApi(client, { method: 'GET', path: '/v1/operations?limit=1', expected: [200, 401] });
  return status === 200;
}

async function inContext<T>(environment: Record<string, string>, work: (ctx: Context) => Promise<T>): Promise<T> {
  const ctx = createContext(parseConfig({ ...environment, LOG_LEVEL: 'silent' }), 'api');
  try {
    return await work(ctx);
  } finally {
    await closeContext(ctx);
  }
}
