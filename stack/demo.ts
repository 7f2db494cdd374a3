import { parseConfig } from '../activities/context/config.ts';
import type { Context } from '../activities/context/context.ts';
import { closeContext, createContext } from '../activities/context/create-context.ts';
import { bringUpToDate } from './demo/bring-up-to-date.ts';
import { callApi, type ApiClient } from './demo/call-api.ts';
import { readDemoState, writeDemoState, type DemoState } from './demo/demo-state.ts';
import { demoStories } from './demo/demo-stories.ts';
import { enableAccount } from './demo/enable-account.ts';
import { loadCompany, type DemoCompany } from './demo/load-company.ts';
import { playStory } from './demo/play-story.ts';
import { readOperation } from './demo/read-operation.ts';
import { tellCompany } from './demo/tell-company.ts';
import { tellOperation } from './demo/tell-operation.ts';
import { tellRepair } from './demo/tell-repair.ts';
import type { Terminal } from './demo/terminal.ts';

const NOT_OURS = 'DATABASE_URL may name a real database; ./dartwing up --demo adds it.';
const NOT_MIGRATED = 'the database is of an older version; ./dartwing down and up brings it up to date.';

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
 * Loads the demo company and completes one job that is billed, one whose billing is refused and one whose billing waits for a
 * repair, each once for all starts, and tells their stories. Whatever an interrupted start did not finish is done by the next one. `changed` says whether anything was done.
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
  const write = () => {
    writeDemoState(stateFile, state);
  };
  if (found === undefined) write();
  const { company } = state;
  let changed = found === undefined;
  if (mayLoad) {
    const renewed = await inContext(environment, (ctx) => bringUpToDate(ctx, { company, keep: write, say }));
    changed ||= renewed;
  }
  const client: ApiClient = { url: apiUrl, apiKey: company.apiKey };
  const enable = (name: string) =>
    inContext(environment, (ctx) => enableAccount(ctx, { secret: company.apiKey, name }));
  for (const story of demoStories(company)) {
    const kept = state[story.kept];
    const keep = (change: DemoState['completed']) => {
      state[story.kept] = change;
      write();
    };
    if (kept?.operation === undefined) changed = true;
    const { kept: played, operation } =
      kept?.operation === undefined
        ? await playStory(client, { company, story, kept, keep, enableAccount: enable, step })
        : { kept, operation: await readOperation(client, kept.operation) };
    say('');
    const end = operation.resolution?.was ?? operation.status;
    say(`  Job ${played.job}: ${end === story.ends ? story.moral : `ended as ${end}`}`);
    if (story.repair !== undefined && played.waited !== undefined)
      tellRepair({ waited: played.waited, repair: story.repair, operation: operation.id, say });
    tellOperation({ operation, apiUrl, say });
  }
  say('');
  if (company.repairable === undefined)
    say(`  A third story, of a repair, was not added: ${mayLoad ? NOT_MIGRATED : NOT_OURS}`);
  if (!changed) say('  The demo company and its jobs were there already.');
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
