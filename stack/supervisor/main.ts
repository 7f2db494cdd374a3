import { identifyProcess } from '../processes/identify-process.ts';
import { StackError } from '../stack-error.ts';
import { writePrivateFile } from '../state/write-private-file.ts';
import { keepRunning, type KeptService } from './keep-running.ts';
import { isService, readPlan } from './plan.ts';
import { runTask } from './run-task.ts';
import { logLine } from './supervisor-log.ts';
import type { StepReport, SupervisorState } from './supervisor-state.ts';

/** Runs the plan step by step, then keeps the services running until it is told to end by SIGTERM. */
async function supervise(planFile: string): Promise<void> {
  const plan = readPlan(planFile);
  if (plan === undefined) throw new StackError('failed', `${planFile} is torn. Run ./dartwing up again.`);
  const { mark, logs, stateFile, steps } = plan;
  const identity = identifyProcess(process.pid);
  if (identity === undefined) throw new StackError('machine', '/proc is not readable here. Mount it and run it again.');
  const state: SupervisorState = { identity, startedAt: Date.now(), steps: steps.map(({ name }) => waiting(name)) };
  const changed = (): void => {
    try {
      writePrivateFile(stateFile, JSON.stringify(state, null, 1));
    } catch (error) {
      // On a full disk the services must still be stopped and restarted; only the report is stale then.
      process.stderr.write(`The state could not be written: ${String(error)}\n`);
    }
  };

  const kept: KeptService[] = [];
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    for (const service of kept.toReversed()) await service.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  process.on('SIGHUP', () => undefined);

  changed();
  for (const [index, step] of steps.entries()) {
    const report = state.steps[index];
    if (stopping || report === undefined) return;
    if (isService(step)) {
      const service = keepRunning(step, {
        mark,
        logs,
        report,
        changed,
        log: (words) => process.stdout.write(logLine(new Date(), step.name, words)),
      });
      kept.push(service);
      await service.settled;
    } else {
      await runTask(step, { mark, logs, report, changed });
    }
    if (report.state === 'failed') break;
  }
  // With a failed first step nothing may be running that keeps this process alive until `up` has read why.
  setInterval(() => undefined, 60_000);
}

function waiting(name: string): StepReport {
  return {
    name,
    state: 'waiting',
    pid: undefined,
    startedAt: undefined,
    restarts: 0,
    note: undefined,
    portTaken: false,
  };
}

await supervise(process.argv[2] ?? '');
