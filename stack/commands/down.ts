import { findMarkedProcesses } from '../processes/find-marked-processes.ts';
import { StackError } from '../stack-error.ts';
import { stackId, type StackPaths } from '../stack-paths.ts';
import { stopStack } from '../supervisor/stop-stack.ts';
import { forgetDeadTestRuns } from '../throwaway/forget-test-runs.ts';
import { say } from '../terminal/say.ts';
import { step } from '../terminal/step.ts';

/** Stops everything of this checkout; the data stays. */
export async function down(paths: StackPaths): Promise<void> {
  await forgetDeadTestRuns(paths);
  const mark = stackId(paths.root);
  if (findMarkedProcesses(mark).length === 0) return say('Nothing was running.');
  await step('Stopping the stack', () => stopStack(paths));
  const left = findMarkedProcesses(mark).map(({ pid }) => pid);
  if (left.length > 0) {
    throw new StackError(
      'failed',
      `These processes did not end: ${left.join(', ')}. End them yourself (kill -9 ${left.join(' ')}).`,
    );
  }
  say('Nothing is running any more; the data stays. ./dartwing up starts it again.');
}
