import { join } from 'node:path';
import { runProgram } from '../processes/run-program.ts';
import { StackError } from '../stack-error.ts';
import type { StackPaths } from '../stack-paths.ts';

const NO_APT = 4;

/** Unpacks Debian packages into a folder of ours; neither needs root nor changes the system. */
export async function fetchDebianPackages({
  paths,
  folder,
  packages,
}: {
  paths: StackPaths;
  folder: string;
  packages: string[];
}): Promise<void> {
  const script = join(paths.root, 'stack/fetch/debian-packages.sh');
  const { code, output } = await runProgram(['bash', script, folder, ...packages], {
    logFile: join(paths.logs, 'fetch.log'),
  });
  if (code === 0) return;
  if (code === NO_APT) {
    throw new StackError(
      'machine',
      `There is no apt here to fetch ${packages.join(', ')} with. Install MariaDB 10.11.8 or newer, Redis 7 and Python 3 with pip ` +
        'yourself, give DATABASE_URL and REDIS_URL, or use compose.yaml.',
    );
  }
  throw new StackError('machine', fetchFailure('the Debian packages', output, "the network and apt's sources"));
}

/** The sentence for a fetch that failed: the disk when it was the disk, else the network. */
export function fetchFailure(what: string, output: string, check: string): string {
  if (/no space left|ENOSPC|enough free space/i.test(output)) {
    return `The disk is full, so ${what} could not be fetched. Free at least 1 GB and run it again.`;
  }
  return `Could not fetch ${what} (.dartwing/logs/fetch.log). Check ${check}, and run it again.`;
}
