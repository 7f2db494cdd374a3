import { spawn } from 'node:child_process';
import { closeSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkFreeDisk } from '../check-free-disk.ts';
import { fetchTemporal } from '../fetch/fetch-temporal.ts';
import { endingWithParent } from '../processes/ending-with-parent.ts';
import { MARK } from '../processes/find-marked-processes.ts';
import { checkGivenServices, givenAddresses, givenServices } from '../services/given-services.ts';
import { EXIT } from '../stack-error.ts';
import type { StackPaths } from '../stack-paths.ts';
import { formatDuration } from '../terminal/format-duration.ts';
import { say } from '../terminal/say.ts';
import { forgetDeadTestRuns, testMark, wipeTestRun } from '../throwaway/forget-test-runs.ts';
import { jestArguments } from '../throwaway/jest-arguments.ts';
import { startThrowawayServices } from '../throwaway/start-throwaway-services.ts';
import { sumCounts, type Counts } from '../throwaway/sum-counts.ts';
import { fetchServers } from '../fetch/fetch-servers.ts';

/** The shim's lock; whoever fetches holds it, but two test runs may run side by side. */
const LOCK_FD = 9;

export type TestRun = { paths: string[]; environment: NodeJS.ProcessEnv };

/** Runs the checks and all tests on services of their own, which are gone at the end; returns the exit code. */
export async function test(paths: StackPaths, { paths: filters, environment }: TestRun): Promise<number> {
  checkFreeDisk(paths.home);
  const given = givenAddresses(environment);
  await checkGivenServices(givenServices(given));
  const servers = await fetchServers(paths, given);
  const temporal = await fetchTemporal(paths, environment);
  await forgetDeadTestRuns(paths);
  const folder = join(paths.home, `test-${process.pid}`);
  const mark = testMark(paths, process.pid);
  const counts = join(folder, 'counts');
  mkdirSync(counts, { recursive: true, mode: 0o700 });
  releaseLock();

  const wipe = (): Promise<void> => wipeTestRun({ folder, mark });
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interrupted = true;
      void wipe().finally(() => {
        say('\nInterrupted; nothing of this run is left.');
        process.exit(EXIT.interrupted);
      });
    });
  }
  // After a signal the way on from here would only report that what was ended has ended.
  const stayIfInterrupted = async (): Promise<void> => {
    if (interrupted) await new Promise(() => undefined);
  };
  const began = Date.now();
  try {
    const addresses = await startThrowawayServices({ folder, mark, given, servers, temporalCli: temporal.cli });
    const variables = {
      ...environment,
      ...addresses,
      TEMPORAL_CLI_PATH: temporal.cli,
      TEMPORAL_TEST_SERVER_PATH: temporal.testServer,
      JEST_JSON_DIR: counts,
      [MARK]: mark,
    };
    const scripts =
      filters.length === 0 ? [['verify'], ['test:services']] : [['test:services', '--', ...jestArguments(filters)]];
    const failed: string[] = [];
    for (const script of scripts) {
      say(`\nnpm run ${script.join(' ')}`);
      if ((await runScript(script, { cwd: paths.root, environment: variables })) !== 0) failed.push(script[0] ?? '');
      await stayIfInterrupted();
    }
    return report({ counts: sumCounts(counts), failed, tookMs: Date.now() - began });
  } finally {
    await stayIfInterrupted();
    await wipe();
  }
}

function runScript(
  script: string[],
  { cwd, environment }: { cwd: string; environment: NodeJS.ProcessEnv },
): Promise<number> {
  return new Promise((resolve) => {
    const [command = '', ...args] = endingWithParent(['npm', 'run', '--silent', ...script]);
    const npm = spawn(command, args, {
      cwd,
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    npm.once('error', (error) => {
      say(`npm could not be started: ${error.message}`);
      resolve(127);
    });
    npm.once('exit', (code) => resolve(code ?? 1));
  });
}

/** The last line is read by machines, so nothing may follow it. */
function report({ counts, failed, tookMs }: { counts: Counts; failed: string[]; tookMs: number }): number {
  const { passed, failed: failures, skipped } = counts;
  const ran = passed + failures;
  say(`\n${ran} tests ran in ${formatDuration(tookMs)}.`);
  for (const script of failed) say(`npm run ${script} failed; its output above says where.`);
  if (ran === 0) say('No test ran at all, which counts as a failure.');
  say(`${passed} passed, ${failures} failed, ${skipped} skipped`);
  return failed.length === 0 && failures === 0 && ran > 0 ? 0 : EXIT.failed;
}

function releaseLock(): void {
  try {
    closeSync(LOCK_FD);
  } catch {
    // Started without the shim: there is no lock.
  }
}
