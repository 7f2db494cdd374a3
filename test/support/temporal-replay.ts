import { readdirSync, readFileSync } from 'node:fs';

import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker, type ReplayResult } from '@temporalio/worker';

import { bundleOnDisk, forgetBundle } from './temporal-bundle.ts';

const FOLDER = 'test/histories';

/** The names of the kept histories. */
export const keptHistories = (): string[] => readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));

/** Replays kept histories against the workflows of an entry file as they are today; needs no server. */
export async function replayHistories(workflows: string, names: string[]): Promise<ReplayResult[]> {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
  });
  const workflowBundle = await bundleOnDisk(workflows);
  const histories = names.map((name) => {
    const stored: unknown = JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8'));
    return { workflowId: name, history: historyFromJSON(stored) };
  });
  const results: ReplayResult[] = [];
  for await (const result of Worker.runReplayHistories({ workflowBundle }, histories)) results.push(result);
  await forgetBundle(workflowBundle);
  await Runtime.instance().shutdown();
  return results;
}
