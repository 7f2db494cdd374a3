import { freeDiskBytes, LEAST_FREE_BYTES } from '../check-free-disk.ts';
import { findMarkedProcesses } from '../processes/find-marked-processes.ts';
import { probeService } from '../services/probe-service.ts';
import type { GivenService } from '../services/service.ts';
import { stackId, type StackPaths } from '../stack-paths.ts';
import { isService, readPlan } from '../supervisor/plan.ts';
import { readLiveSupervisor, type SupervisorState } from '../supervisor/supervisor-state.ts';
import type { Service } from '../services/service.ts';
import { EXIT } from '../stack-error.ts';
import { formatTable } from '../terminal/format-table.ts';
import { formatDuration } from '../terminal/format-duration.ts';
import { say } from '../terminal/say.ts';

const HEADINGS = ['service', 'health', 'pid', 'port', 'up for', 'restarts', 'note'];

/** Prints every service as it is now; the exit code is 0 only when all are healthy. */
export async function status(paths: StackPaths): Promise<number> {
  const state = readLiveSupervisor(paths.supervisor);
  const disk = describeDisk(freeDiskBytes(paths.home));
  const plan = readPlan(paths.plan);
  if (state === undefined || plan === undefined) {
    say(describeAbsence(findMarkedProcesses(stackId(paths.root)).map(({ pid }) => pid)));
    say(disk);
    return EXIT.failed;
  }
  const rows = await Promise.all([
    ...plan.given.map(describeGiven),
    ...plan.steps.filter(isService).map((service) => describe(service, state)),
  ]);
  for (const line of formatTable([HEADINGS, ...rows])) say(line);
  say(describeMetrics(plan.environment));
  say(disk);
  return rows.every(([, health]) => health === 'healthy') ? 0 : EXIT.failed;
}

/** What to say when no supervisor runs, but perhaps some of its services still do. */
export function describeAbsence(leftovers: number[]): string {
  if (leftovers.length === 0) return 'Nothing is running here. ./dartwing up starts it.';
  return (
    `The supervisor is gone, but processes it started are left (${leftovers.join(', ')}). ` +
    './dartwing up clears them and starts anew; ./dartwing down only clears them.'
  );
}

/** Where API and worker tell their metrics. */
export function describeMetrics(environment: Record<string, string>): string {
  const of = (name: string) => `http://127.0.0.1:${environment[name] ?? ''}/metrics`;
  return `Metrics: ${of('API_METRICS_PORT')} (API), ${of('WORKER_METRICS_PORT')} (worker)`;
}

function describeDisk(bytes: number): string {
  const free = `Free disk: ${(bytes / 1e9).toFixed(1)} GB`;
  return bytes < LEAST_FREE_BYTES ? `${free}. Free at least 1 GB: a full disk stops MariaDB.` : free;
}

async function describe(service: Service, state: SupervisorState): Promise<string[]> {
  const report = state.steps.find(({ name }) => name === service.name);
  const answers = report?.pid !== undefined && (await probeService(service.probe));
  const upFor =
    report?.pid === undefined || report.startedAt === undefined ? '' : formatDuration(Date.now() - report.startedAt);
  return [
    service.name,
    answers ? 'healthy' : report?.state === 'ready' ? 'unhealthy' : (report?.state ?? 'unknown'),
    String(report?.pid ?? ''),
    String(service.port),
    upFor,
    String(report?.restarts ?? 0),
    report?.note ?? '',
  ];
}

async function describeGiven({ name, probe }: GivenService): Promise<string[]> {
  return [name, (await probeService(probe)) ? 'healthy' : 'unhealthy', '', '', '', '', 'given by the environment'];
}
