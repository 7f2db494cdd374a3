import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/**
 * The workflows of one entry file as a bundle on disk. Built in a process of its own: under Jest, whose module loader the
 * compiler's thousand modules would pass through, it takes several times as long.
 */
export async function bundleOnDisk(workflows: string, { traced = false } = {}): Promise<{ codePath: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'dartwing-bundle-'));
  const codePath = join(folder, 'workflows.js');
  const words = [workflows, codePath, ...(traced ? ['traced'] : [])];
  await promisify(execFile)(process.execPath, ['test/support/temporal-write-bundle.ts', ...words]);
  return { codePath };
}

/** Removes a bundle once no worker uses it any more. */
export const forgetBundle = ({ codePath }: { codePath: string }): Promise<void> =>
  rm(dirname(codePath), { recursive: true });
