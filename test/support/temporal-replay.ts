import { readdirSync, readFileSync } from 'node:fs';

import { historyFromJSON, type History } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker, type ReplayResult } from '@temporalio/worker';

import { createDataConverter } from '../../temporal/codec/data-converter.ts';
import { testPayloadKeys } from './payload-keys.ts';
import { bundleOnDisk, forgetBundle } from './temporal-bundle.ts';

const FOLDER = 'test/histories';

/** The names of the kept histories. */
export const keptHistories = (): string[] => readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));

/** A kept history, which is kept decrypted. */
const keptHistory = (name: string): History =>
  historyFromJSON(JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8')));

interface Replay {
  /** The entry file of the workflows, as they are today. */
  workflows: string;
  histories: readonly { workflowId: string; history: History }[];
  /** With the interceptor that traces. */
  traced?: boolean;
}

/** Replays histories, encrypted or not; needs no server. */
export async function replay({ workflows, histories, traced = false }: Replay): Promise<ReplayResult[]> {
  const workflowBundle = await bundleOnDisk(workflows, { traced });
  const results: ReplayResult[] = [];
  // A replay sends no spans, yet asks where it would send them.
  const sinks = { exporter: { export: { fn: () => undefined } } };
  const options = { workflowBundle, sinks, dataConverter: createDataConverter(testPayloadKeys()) };
  for await (const result of Worker.runReplayHistories(options, histories)) results.push(result);
  await forgetBundle(workflowBundle);
  return results;
}

/** Replays kept histories against the workflows of an entry file; needs no server. */
export async function replayHistories(
  workflows: string,
  names: string[],
  { traced = false } = {},
): Promise<ReplayResult[]> {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
  });
  const histories = names.map((name) => ({ workflowId: name, history: keptHistory(name) }));
  const results = await replay({ workflows, histories, traced });
  await Runtime.instance().shutdown();
  return results;
}
