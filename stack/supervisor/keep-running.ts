import type { ChildProcess } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess } from '../processes/start-process.ts';
import { probeService } from '../services/probe-service.ts';
import type { Service } from '../services/service.ts';
import { describeEnd, restartNote, type End } from './describe-end.ts';
import { readLogEnd } from './read-log-end.ts';
import type { StepReport } from './supervisor-state.ts';

const MOST_TRIES = 5;
const STABLE_AFTER_MS = 30_000;
const POLL_MS = 100;

export type Keeping = {
  mark: string;
  logs: string;
  report: StepReport;
  changed: () => void;
  /** Takes a line on each end and restart. */
  log: (words: string) => void;
};
export type KeptService = { settled: Promise<void>; stop: () => Promise<void> };

/**
 * Starts a service and starts it again, each time after a longer pause, when it ends by itself. `settled`
 * resolves when it is ready or was given up; `report` says which.
 */
export function keepRunning(service: Service, { mark, logs, report, changed, log }: Keeping): KeptService {
  const logFile = join(logs, `${service.name}.log`);
  const { promise: settled, resolve: settle } = Promise.withResolvers<void>();
  let child: ChildProcess | undefined;
  let tries = 0;
  let overdue: string | undefined;
  let stopping = false;

  const become = (change: Partial<StepReport>): void => {
    Object.assign(report, change);
    changed();
    if (report.state === 'ready' || report.state === 'failed' || report.state === 'stopped') settle();
  };

  const start = (): void => {
    const since = sizeOf(logFile);
    const startedAt = Date.now();
    const started = startProcess(service, { logFile, mark });
    child = started;
    overdue = undefined;
    become({ state: 'starting', pid: started.pid, startedAt });
    const ended = new Promise<End>((resolve) => {
      started.once('error', (error) => resolve({ code: null, signal: null, error }));
      started.once('exit', (code, signal) => resolve({ code, signal }));
    });
    void ended.then((end) => afterEnd({ since, startedAt, end: describeEnd(end) }));
    void awaitReady(started, startedAt);
  };

  const awaitReady = async (started: ChildProcess, startedAt: number): Promise<void> => {
    for (; child === started && !stopping; await sleep(POLL_MS)) {
      if (await probeService(service.probe)) {
        if (child !== started || stopping) return;
        if (report.restarts > 0) log(`ready again, restart ${report.restarts}`);
        return become({ state: 'ready' });
      }
      if (Date.now() - startedAt > service.readyWithinMs) {
        overdue = `not ready after ${service.readyWithinMs / 1_000} s`;
        killGroup(started, 'SIGKILL');
        tries = MOST_TRIES;
        return;
      }
    }
  };

  const afterEnd = ({ since, startedAt, end }: { since: number; startedAt: number; end: string }): void => {
    if (child !== undefined) killGroup(child, 'SIGKILL');
    child = undefined;
    if (stopping) {
      log(`${end}, stopped`);
      return become({ state: 'stopped', pid: undefined });
    }
    const words = readLogEnd(logFile, { lines: 20, since });
    const portTaken = words.some((line) => /address already in use|EADDRINUSE/i.test(line));
    if (Date.now() - startedAt > STABLE_AFTER_MS) tries = 0;
    tries += 1;
    if (tries > MOST_TRIES || portTaken) {
      const note = overdue ?? lastWords(words);
      log(`${end}, given up: ${note}`);
      return become({ state: 'failed', pid: undefined, portTaken, note });
    }
    const restarts = report.restarts + 1;
    const pauseMs = 100 * 2 ** tries;
    log(`${end}, restart ${restarts} in ${pauseMs} ms`);
    become({ state: 'starting', pid: undefined, restarts, note: restartNote(new Date(Date.now() + pauseMs), end) });
    setTimeout(() => stopping || start(), pauseMs);
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    const running = child;
    if (running === undefined) return become({ state: 'stopped' });
    become({ state: 'stopping' });
    const gone = new Promise<void>((resolve) => running.once('exit', () => resolve()));
    killGroup(running, 'SIGTERM');
    const patience = setTimeout(() => killGroup(running, 'SIGKILL'), service.stopWithinMs);
    await gone;
    clearTimeout(patience);
  };

  start();
  return { settled, stop };
}

/** The last line that says something: a stack trace ends in lines that do not. */
export function lastWords(lines: string[]): string {
  const telling = lines.filter((line) => line.trim() !== '' && !/^\s*(at |[{}]|Node\.js v)/.test(line));
  return (
    telling.findLast((line) => /error|cannot|fail/i.test(line)) ??
    telling.at(-1) ??
    'it ended without a word'
  ).trim();
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
