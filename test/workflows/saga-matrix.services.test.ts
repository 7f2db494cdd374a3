import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';

import type { WorkflowHandle } from '@temporalio/client';

import { Fault } from '../../domain/errors.ts';
import { isOpen, type Decision, type OperationReport } from '../../domain/operation.ts';
import { report as reportQuery } from '../../workflows/messages.ts';
import type { FakeJob } from '../support/fake-job-activities.ts';
import type { Plan, PlannedStep } from '../support/temporal-workflows.ts';
import { decideOn, testTemporal } from '../support/temporal.ts';

const { aJob, start } = testTemporal({ workflows: 'test/support/temporal-workflows.ts' });

const MATRIX_MS = 240_000;
const AT_ONCE = 16;

type StepName = PlannedStep['step'];
type Choice = Pick<Decision, 'action' | 'found'>;

const STEPS = ['close', 'invoice', 'timesheet', 'delivery', 'activity'] as const satisfies readonly StepName[];
const UNDOABLE = ['close', 'invoice', 'timesheet', 'delivery'] as const;

const refused = new Fault('invalid', 'It is refused');
const misconfigured = new Fault('misconfigured', 'An account is missing');
const unknown = new Fault('outcome_unknown', 'The reply was lost');
const unavailable = new Fault('unavailable', 'It is away');
const TOO_LONG_MS = 1_300;

/** What happens to the step, by name. */
const FAILURES = [
  'fails before its effect',
  'fails after its effect',
  'cannot be done for now',
  'loses its reply before its effect',
  'loses its reply after its effect',
  'times out before its effect',
  'times out after its effect',
  'is cancelled before its effect',
  'is cancelled after its effect',
  'is cancelled while it waits for a person',
] as const;
type Failure = (typeof FAILURES)[number];
const UNDOS = ['succeed', 'fail once', 'fail for good'] as const;
const FORWARDS = ['retry', 'skip', 'mark_done', 'compensate'] as const;
const BACKWARDS = ['retry', 'skip', 'mark_done'] as const;

interface Case {
  step: StepName;
  failure: Failure;
  undos: (typeof UNDOS)[number];
  forwards: (typeof FORWARDS)[number];
  backwards: (typeof BACKWARDS)[number];
}

/** Every combination; a decision that the step does not allow is answered by a retry, so it is left out. */
const CASES = STEPS.flatMap((step) =>
  FAILURES.flatMap((failure) =>
    UNDOS.flatMap((undos) =>
      FORWARDS.filter((action) => action !== (step === 'activity' ? 'mark_done' : 'skip'))
        .filter((action) => step !== 'close' || action !== 'mark_done')
        .flatMap((forwards) => BACKWARDS.map((backwards): Case => ({ step, failure, undos, forwards, backwards }))),
    ),
  ),
).filter(isDistinct);

/** False for a combination that differs from another one only where nothing can come of it. */
function isDistinct({ step, failure, undos, forwards, backwards }: Case): boolean {
  // A refusal says that nothing happened; a step that cannot be taken back is believed.
  if (step === 'activity' && failure === 'fails after its effect') return false;
  const parks = /for now|reply/.test(failure);
  const unwinds = parks ? forwards === 'compensate' : !failure.startsWith('times out');
  if (!parks && forwards !== 'retry') return false;
  if (!unwinds && undos !== 'succeed') return false;
  return undos === 'fail for good' || backwards === 'retry';
}

/** Lets the step fail so. `cancel` is called as the failure asks. */
function arrange(job: FakeJob, { step, failure, undos }: Case, cancel: () => Promise<unknown>): void {
  const turns: Record<Failure, Parameters<FakeJob['next']>[1]> = {
    'fails before its effect': { fails: refused },
    'fails after its effect': { fails: refused, afterEffect: true },
    'cannot be done for now': { fails: misconfigured },
    'loses its reply before its effect': { fails: unknown },
    'loses its reply after its effect': { fails: unknown, afterEffect: true },
    'times out before its effect': { holds: sleep(TOO_LONG_MS) },
    'times out after its effect': { fails: unavailable, afterEffect: true },
    'is cancelled before its effect': { meanwhile: cancel },
    'is cancelled after its effect': { meanwhile: cancel, fails: unavailable, afterEffect: true },
    'is cancelled while it waits for a person': { fails: misconfigured },
  };
  job.next(step, turns[failure]);
  if (undos === 'succeed') return;
  const fails = undos === 'fail once' ? unavailable : new Fault('conflict', 'It cannot be taken back now');
  for (const one of UNDOABLE) job.next(`${one}:undo`, { fails });
}

const now = (handle: WorkflowHandle): Promise<OperationReport> => handle.query(reportQuery);

/** Decides whatever the run waits for, until it ends. */
async function decideToTheEnd(
  handle: WorkflowHandle,
  job: FakeJob,
  choose: (report: OperationReport) => Choice | 'cancel',
): Promise<OperationReport> {
  for (;;) {
    const report = await now(handle);
    if (!isOpen(report.status)) return report;
    const undoing = report.status === 'compensation_failed';
    const waits = report.steps.find(({ step, status }) =>
      undoing ? status === 'compensation_failed' : report.status === 'parked' && step === report.failedStep,
    );
    if (waits === undefined || (!undoing && waits.status === 'running')) {
      await sleep(20);
      continue;
    }
    const choice = choose(report);
    if (choice === 'cancel') await handle.cancel();
    else {
      // What a person says was taken back by hand, was.
      if (undoing && choice.action === 'mark_done') job.takenBack(nameOf(waits.step));
      // Refused when the step does not allow it, then it is tried again; or when the run went on meanwhile.
      await decideOn(handle, waits.step, choice).catch(async () => {
        await sleep(20);
        await decideOn(handle, waits.step, { action: 'retry' }).catch(() => sleep(20));
      });
    }
  }
}

const nameOf = (step: string): StepName => {
  const found = STEPS.find((name) => name === step);
  if (found === undefined) throw new Error(`There is no step '${step}'`);
  return found;
};

/** What is wrong with the world that a run left; nothing when it is clean, or the report names what stays. */
function problemsOf(effects: readonly string[], { status, steps, failedStep, error }: OperationReport): string[] {
  const count = (effect: string): number => effects.filter((one) => one === effect).length;
  const twice = [...new Set(effects)].filter((effect) => count(effect) > 1).map((effect) => `${effect} happened twice`);
  const rows = STEPS.flatMap((step) => {
    const row = steps.find((one) => one.step === step);
    const stands = count(`+${step}`) > count(`-${step}`);
    const done = row?.status === 'success' || row?.status === 'marked_done';
    if (status === 'completed' && done !== stands && row?.leftBehind === undefined)
      return [`${step} is ${row?.status ?? 'absent'}, and stands: ${String(stands)}`];
    if (row?.status === 'compensated' && stands) return [`${step} stands and is called compensated`];
    if (status !== 'completed' && stands && row?.leftBehind === undefined) return [`${step} stands and is not named`];
    return [];
  });
  const failed = steps.find((row) => row.step === failedStep);
  const blamed = failed === undefined || failed.error === error || failed.leftBehind !== undefined;
  const why = status === 'cancelled' ? error === undefined : blamed;
  return [
    ...twice,
    ...rows,
    ...(why ? [] : [`${failedStep ?? 'nothing'} is said to have failed by: ${error ?? 'nothing'}`]),
    ...(isOpen(status) ? [`it ended as ${status}`] : []),
  ];
}

async function inTurns<T>(cases: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...cases];
  const lane = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await run(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function runCase(one: Case): Promise<{ effects: string[]; report: OperationReport }> {
  const { input, job } = aJob();
  const handle = await new Promise<Awaited<ReturnType<typeof start>>>((resolve, reject) => {
    const started = Promise.withResolvers<Awaited<ReturnType<typeof start>>>();
    arrange(job, one, async () => (await started.promise).cancel());
    start('planned', { ...input, plan: STEPS.map((step) => ({ step })) }).then((run) => {
      started.resolve(run);
      resolve(run);
    }, reject);
  });
  const choice: Choice = { action: one.forwards, ...(one.forwards === 'mark_done' ? { found: 'found by hand' } : {}) };
  const report = await decideToTheEnd(handle, job, ({ status }) => {
    if (status === 'compensation_failed') return { action: one.backwards };
    return one.failure === 'is cancelled while it waits for a person' ? 'cancel' : choice;
  });
  return { effects: job.effects, report };
}

describe('an operation of five steps', () => {
  it(
    `ends clean, or says what is left, in each of ${String(CASES.length)} combinations of failure, undo and decision`,
    async () => {
      const wrong: unknown[] = [];
      const endings = new Map<string, number>();
      await inTurns(CASES, async (one) => {
        const { effects, report } = await runCase(one);
        const problems = problemsOf(effects, report);
        if (problems.length > 0) wrong.push({ ...one, problems, effects, report });
        endings.set(report.status, (endings.get(report.status) ?? 0) + 1);
      });
      expect(wrong).toEqual([]);
      // Each ending was seen, so the combinations did what their names say.
      expect([...endings.keys()].sort()).toEqual(['cancelled', 'compensated', 'completed']);
    },
    MATRIX_MS,
  );

  it(
    'ends clean, or says what is left, whatever its steps are like and however they are arranged',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(arrangement, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (several) => {
          const wrong: unknown[] = [];
          await inTurns(several, async (one) => {
            const { input, job } = aJob();
            for (const { call, fault, late } of one.failures)
              job.next(call, { fails: fault, ...(late ? { afterEffect: true } : {}) });
            const handle = await start('planned', { ...input, plan: one.plan });
            if (one.cancelledAfterMs !== null) {
              await sleep(one.cancelledAfterMs);
              await handle.cancel();
            }
            const report = await decideToTheEnd(handle, job, ({ status }) =>
              // An undo that is marked done has made nothing that could be found.
              status === 'compensation_failed'
                ? { action: one.backwards }
                : { action: one.forwards, found: 'found by hand' },
            );
            const problems = problemsOf(job.effects, report);
            if (problems.length > 0) wrong.push({ problems, effects: job.effects, report });
          });
          expect(wrong).toEqual([]);
        }),
        { numRuns: 5, endOnFailure: true },
      );
    },
    MATRIX_MS,
  );
});

const special = fc.record(
  { pivot: fc.constant(true as const), patience: fc.constant('500 milliseconds' as const) },
  { requiredKeys: [] },
);
const plannedStep = (step: StepName): fc.Arbitrary<PlannedStep> =>
  step === 'activity'
    ? special.map((own) => ({ ...own, step }))
    : fc
        .tuple(special, fc.record({ independent: fc.constant(true as const) }, { requiredKeys: [] }))
        .map(([own, independent]) => ({ ...own, ...independent, step }));

/** All steps in some order, neighbours at once or one after another. */
const plan: fc.Arbitrary<Plan> = fc
  .tuple(
    fc.shuffledSubarray([...STEPS], { minLength: 2 }).chain((steps) => fc.tuple(...steps.map(plannedStep))),
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 0, max: 3 }),
  )
  .map(([steps, from, length]) => {
    const group = steps.slice(from, from + length);
    const atOnce = group.map(({ pivot: _alone, ...step }) => step);
    return [...steps.slice(0, from), ...(group.length > 0 ? [atOnce] : []), ...steps.slice(from + length)];
  });

const arrangement = fc.record({
  plan,
  failures: fc.array(
    fc
      .record({
        call: fc.constantFrom(...STEPS, ...UNDOABLE.map((step) => `${step}:undo` as const)),
        fault: fc.constantFrom(refused, misconfigured, unknown, unavailable),
        late: fc.boolean(),
      })
      // A refusal says that nothing happened; a step that cannot be taken back is believed.
      .filter(({ call, fault, late }) => !late || call !== 'activity' || fault === unknown || fault === unavailable),
    { maxLength: 4 },
  ),
  cancelledAfterMs: fc.option(fc.integer({ min: 0, max: 300 })),
  forwards: fc.constantFrom(...FORWARDS),
  backwards: fc.constantFrom(...BACKWARDS),
});
