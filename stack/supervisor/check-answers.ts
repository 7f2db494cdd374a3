import { setTimeout as sleep } from 'node:timers/promises';
import { checkGivenServices } from '../services/given-services.ts';
import { probeService } from '../services/probe-service.ts';
import { StackError } from '../stack-error.ts';
import { step } from '../terminal/step.ts';
import { isService, type Plan } from './plan.ts';

const PATIENCE_MS = 10_000;
const PAUSE_MS = 500;

/** Refuses a stack that was started, but of which a service does not answer, also after it was given some time. */
export async function checkAnswers(
  plan: Pick<Plan, 'given' | 'steps'>,
  { patienceMs = PATIENCE_MS }: { patienceMs?: number } = {},
): Promise<void> {
  await checkGivenServices(plan.given);
  let silent = await silentOf(plan);
  if (silent.length === 0) return;
  await step(`Waiting for ${listed(silent)} to answer`, async () => {
    for (const end = performance.now() + patienceMs; silent.length > 0 && performance.now() < end;) {
      await sleep(PAUSE_MS);
      silent = await silentOf(plan);
    }
  });
  const [first] = silent;
  if (first === undefined) return;
  throw new StackError(
    'failed',
    `Everything was started, but ${listed(silent)} ${silent.length === 1 ? 'does' : 'do'} not answer. ` +
      `./dartwing logs ${first} may tell why; ./dartwing down, then ./dartwing up starts everything anew.`,
  );
}

const listed = (names: string[]): string => new Intl.ListFormat('en-GB').format(names);

/** The services that do not answer now, in the order in which they need each other. */
async function silentOf({ steps }: Pick<Plan, 'steps'>): Promise<string[]> {
  const services = steps.filter(isService);
  const answers = await Promise.all(services.map(({ probe }) => probeService(probe)));
  return services.filter((_service, index) => answers[index] === false).map(({ name }) => name);
}
