import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StackError } from '../stack-error.ts';
import type { StackPaths } from '../stack-paths.ts';
import { say } from '../terminal/say.ts';
import { step } from '../terminal/step.ts';
import { lastWords } from './keep-running.ts';
import { readLogEnd } from './read-log-end.ts';
import { unstamped } from './supervisor-log.ts';
import { readLiveSupervisor, type StepReport, type SupervisorState } from './supervisor-state.ts';

const TITLES: Record<string, string> = {
  mariadb: 'Starting MariaDB',
  redis: 'Starting Redis',
  temporal: 'Starting Temporal',
  migrate: 'Migrating the database',
  worker: 'Starting the worker',
  api: 'Starting the API',
  codec: 'Starting the codec server',
};

const SETTLED = ['ready', 'done', 'failed', 'stopped'];

/** Shows the steps of the supervisor as they come; returns the first that failed, if one did. */
export async function followStart(paths: StackPaths, names: string[]): Promise<StepReport | undefined> {
  await firstReport(paths);
  for (const name of names) {
    const before = readReport(paths, name);
    const settled = SETTLED.includes(before.state);
    const report = settled ? before : await follow(paths, name);
    if (report.state === 'failed' || report.state === 'stopped') return report;
    if (!settled && report.note !== undefined) say(`  ${report.note}`);
  }
  return undefined;
}

function follow(paths: StackPaths, name: string): Promise<StepReport> {
  return step(TITLES[name] ?? name, async () => {
    for (;;) {
      const report = readReport(paths, name);
      if (SETTLED.includes(report.state)) return report;
      await sleep(50);
    }
  });
}

async function firstReport(paths: StackPaths): Promise<void> {
  for (const end = Date.now() + 15_000; readLiveSupervisor(paths.supervisor) === undefined; await sleep(50)) {
    if (Date.now() > end) throw supervisorGone(paths);
  }
}

function readReport(paths: StackPaths, name: string): StepReport {
  const state: SupervisorState | undefined = readLiveSupervisor(paths.supervisor);
  const report = state?.steps.find((known) => known.name === name);
  if (report === undefined) throw supervisorGone(paths);
  return report;
}

function supervisorGone(paths: StackPaths): StackError {
  const words = lastWords(unstamped(readLogEnd(join(paths.logs, 'supervisor.log'), { lines: 20 })));
  return new StackError(
    'failed',
    `The supervisor ended (${words}). Run ./dartwing up again; ./dartwing logs supervisor tells more.`,
  );
}
