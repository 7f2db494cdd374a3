import type { StepReport } from '../domain/operation.ts';
import { UNDO } from './activity-options.ts';
import { reasonOf, type Reason } from './reason-of.ts';
import type { SagaRun, Undo } from './step.ts';

/** An undo under way, with what the report said of its step before. */
type Taking = Extract<Undo, { takeBack: unknown }> & { forwards: StepReport };

/**
 * Takes back what the run did, last first. An undo that fails for good waits for a person, and those under it wait with it; an
 * independent one lets the others go first. Runs where no cancellation reaches it.
 */
export async function unwind(saga: SagaRun & { cancelled: boolean }): Promise<void> {
  const { record, undos, cancelled } = saga;
  const undoable = undos.some((undo) => 'takeBack' in undo);
  if (undoable) await record.enter('compensating');
  const later: Taking[] = [];
  for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
    if ('takeBack' in undo) {
      const taking = { ...undo, forwards: { ...undo.row } };
      const done = await tryBack(taking);
      if (!done && undo.independent) later.push(taking);
      else if (!done) await askAbout(saga, taking);
    } else if (undo.row.status === 'success' || undo.row.status === 'marked_done') undo.row.leftBehind = undo.remains;
    record.show();
  }
  for (const taking of later) await askAbout(saga, taking);
  await record.enter(cancelled ? 'cancelled' : undoable ? 'compensated' : 'failed');
}

/** One undo, through outages. False when it failed for good; the row then says why. */
async function tryBack({ row, forwards, takeBack }: Taking, back = takeBack): Promise<boolean> {
  const refusal = await refusalOf(back({ ...UNDO, activityId: `${row.step}:undo`, summary: `undo ${row.step}` }));
  if (refusal !== undefined) {
    row.status = 'compensation_failed';
    row.errorCode = refusal.code;
    row.error = refusal.message;
    return false;
  }
  delete row.errorCode;
  delete row.error;
  const { errorCode, error } = forwards;
  Object.assign(row, errorCode === undefined ? {} : { errorCode }, error === undefined ? {} : { error });
  // Refused for good, the step had done nothing: its undo only made sure.
  row.status = forwards.status === 'failed' ? 'failed' : 'compensated';
  return true;
}

/** Waits until the undo is done, or a person says that it needs none any more. */
async function askAbout(saga: SagaRun, taking: Taking): Promise<void> {
  const { row } = taking;
  const { action } = await saga.awaitDecision(row, { allowed: ['retry', 'skip', 'mark_done'] });
  row.status = action === 'skip' ? taking.forwards.status : 'running';
  if (action === 'skip') row.leftBehind = `What step '${row.step}' did${nameOf(row.result)}`;
  await saga.record.enter('compensating');
  if (action === 'skip') return;
  const { takeBack, letGo } = taking;
  if (!(await tryBack(taking, action === 'retry' ? takeBack : letGo))) await askAbout(saga, taking);
  else if (action === 'mark_done')
    row.leftBehind = `What step '${row.step}' did${nameOf(row.result)}; a person said that it was taken back by hand`;
}

/** The name of the paper that a step made, for the sentence that says that it stays. */
const nameOf = (result: unknown): string =>
  typeof result === 'object' && result !== null && 'name' in result ? `: ${String(result.name)}` : '';

/** Why the undo failed for good. Undefined when it is done, or when there is nothing any more that could be undone. */
async function refusalOf(undone: Promise<unknown>): Promise<Reason | undefined> {
  try {
    await undone;
    return undefined;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    return reason.code === 'not_found' ? undefined : reason;
  }
}
