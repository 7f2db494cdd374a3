import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { WorkflowHandle } from '@temporalio/client';

import { neutralHistory } from '../../tools/histories/neutral-history.ts';
import { testPayloadKeys } from './payload-keys.ts';

/** Keeps the history of a run for the replay test, when a folder is named by KEEP_HISTORIES; else nothing. */
export async function keepHistory(name: string, handle: WorkflowHandle): Promise<void> {
  const folder = process.env['KEEP_HISTORIES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  const history = neutralHistory(await handle.fetchHistory(), testPayloadKeys());
  await writeFile(join(folder, `${name}.json`), history, { flag: 'wx' });
}
