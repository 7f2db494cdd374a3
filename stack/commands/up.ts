import { mkdirSync } from 'node:fs';
import { checkFreeDisk } from '../check-free-disk.ts';
import { runDemo } from '../demo.ts';
import { givenAddresses } from '../services/given-services.ts';
import { stackId, type StackPaths } from '../stack-paths.ts';
import { EXIT, StackError } from '../stack-error.ts';
import { findMarkedProcesses } from '../processes/find-marked-processes.ts';
import { checkAnswers } from '../supervisor/check-answers.ts';
import { followStart } from '../supervisor/follow-start.ts';
import { isCodeNewer } from '../supervisor/is-code-newer.ts';
import { readPlan, type Plan } from '../supervisor/plan.ts';
import { startFresh, type Start } from '../supervisor/start-fresh.ts';
import { stopStack } from '../supervisor/stop-stack.ts';
import { readLiveSupervisor } from '../supervisor/supervisor-state.ts';
import { say } from '../terminal/say.ts';
import { step } from '../terminal/step.ts';

export type Up = {
  /** Make the demo company in a given database, too. */
  demo: boolean;
  environment: NodeJS.ProcessEnv;
};

/** Starts what is not running, tells the demo story once, and prints the links. */
export async function up(paths: StackPaths, { demo, environment }: Up): Promise<void> {
  checkFreeDisk(paths.home);
  process.once('SIGINT', () => {
    say('\nInterrupted. What was started goes on in the background; ./dartwing down stops it.');
    process.exit(EXIT.interrupted);
  });
  mkdirSync(paths.run, { recursive: true, mode: 0o700 });
  const given = givenAddresses(environment);
  const running = await joinRunning(paths, { given, environment });
  const plan = running ?? (await startFresh(paths, { given, environment }));
  const apiUrl = `http://127.0.0.1:${plan.environment['API_PORT']}`;
  const temporalUiUrl = plan.environment['TEMPORAL_UI_URL'];
  if (running !== undefined) {
    say('Everything is up already.');
    if (runsOldCode(paths)) say('The code changed since the start; ./dartwing down and up runs it.');
  }
  const ownDatabase = plan.given.every(({ name }) => name !== 'mariadb');
  const { changed } = await tellDemo(paths, { environment: plan.environment, apiUrl, mayLoad: demo || ownDatabase });
  if (running !== undefined && !changed) say('Nothing was changed.');
  say('');
  say(`API page       ${apiUrl}/docs`);
  if (temporalUiUrl !== undefined) {
    const { CODEC_SERVER_PORT: port, CODEC_SERVER_TOKEN: token } = plan.environment;
    say(`Temporal web   ${temporalUiUrl}`);
    say(`Its payloads   are encrypted; sign in at http://127.0.0.1:${port}/sign-in#${token} to see them there`);
  }
  say('Next           ./dartwing status · ./dartwing logs -f · ./dartwing down');
}

async function tellDemo(
  paths: StackPaths,
  demo: { environment: Record<string, string>; apiUrl: string; mayLoad: boolean },
): Promise<{ changed: boolean }> {
  try {
    return await runDemo({ ...demo, stateFile: paths.demo, terminal: { say, step } });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StackError(
      'failed',
      `The demo story broke off: ${reason.replace(/[.\s]*$/, '')}. Everything is running; look at ./dartwing logs, then run ./dartwing up again.`,
    );
  }
}

/** Whether worker, API or codec server were started before the code was last changed. */
function runsOldCode(paths: StackPaths): boolean {
  const steps = readLiveSupervisor(paths.supervisor)?.steps ?? [];
  const ours = steps.filter(({ name }) => name === 'worker' || name === 'api' || name === 'codec');
  const starts = ours.map(({ startedAt }) => startedAt ?? 0);
  return starts.length > 0 && isCodeNewer(paths.root, Math.min(...starts));
}

/** The plan of the stack that runs already; `undefined` when none runs, or a broken one was stopped. */
async function joinRunning(paths: StackPaths, { given, environment }: Start): Promise<Plan | undefined> {
  if (readLiveSupervisor(paths.supervisor) === undefined) {
    if (findMarkedProcesses(stackId(paths.root)).length > 0) {
      await step('Stopping what an earlier start left behind', () => stopStack(paths));
    }
    return undefined;
  }
  const plan = readPlan(paths.plan);
  if (plan !== undefined) {
    refuseOtherServices(plan, { given, environment });
    const failed = await followStart(
      paths,
      plan.steps.map(({ name }) => name),
    );
    if (failed === undefined) {
      await checkAnswers(plan);
      return plan;
    }
    say(`${failed.name} had stopped (${failed.note ?? 'no reason known'}); starting everything anew.`);
  }
  await step('Stopping what ran', () => stopStack(paths));
  return undefined;
}

function refuseOtherServices(plan: Plan, { given, environment }: Start): void {
  const other = [
    ['DATABASE_URL', given.databaseUrl],
    ['REDIS_URL', given.redisUrl],
    ['TEMPORAL_ADDRESS', given.temporalAddress],
    ['TEMPORAL_PAYLOAD_KEYS', environment['TEMPORAL_PAYLOAD_KEYS'] || undefined],
  ].find(([name, value]) => name !== undefined && value !== undefined && plan.environment[name] !== value);
  if (other !== undefined) {
    throw new StackError(
      'usage',
      `The running stack does not use the ${other[0]} of this shell. Run ./dartwing down first, or unset it.`,
    );
  }
}
