import { UNDO } from './activity-options.ts';
import { reasonOf } from './reason-of.ts';
import type { SagaRun, Undo } from './step.ts';

/**
 * Takes back what the run did, last first. An undo that fails for good waits for a person, and those under it wait with it.
 * Runs where no cancellation reaches it.
 */
export async function unwind(saga: SagaRun & { cancelled: boolean }): Promise<void> {
  const { record, undos, cancelled } = saga;
  const undoable = undos.some((undo) => 'takeBack' in undo);
  if (undoable) await record.enter('compensating');
  for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
    if ('takeBack' in undo) await takeBack(saga, undo);
    else if (undo.row.status === 'success' || undo.row.status === 'marked_done') undo.row.leftBehind = undo.remains;
    record.show();
  }
  await record.enter(cancelled ? 'cancelled' : undoable ? 'compensated' : 'failed');
}

async function takeBack(
  { record, awaitDecision }: SagaRun,
  { row, takeBack: undo }: Extract<Undo, { takeBack: unknown }>,
): Promise<void> {
  const forwards = { ...row };
  for (;;) {
    const refusal = await refusalOf(undo({ ...UNDO, activityId: `${row.step}:undo`, summary: `undo ${row.step}` }));
    if (refusal === undefined) {
      row.status = 'compensated';
      delete row.error;
      if (forwards.error !== undefined) row.error = forwards.error;
      if (forwards.status === 'marked_done') row.leftBehind = 'What was made by hand';
      return;
    }
    row.status = 'compensation_failed';
    row.error = refusal;
    const { action } = await awaitDecision(row, ['retry', 'skip', 'mark_done']);
    row.status = action === 'retry' ? 'running' : action === 'skip' ? 'skipped' : 'marked_done';
    if (action === 'skip') row.leftBehind = `What step '${row.step}' did`;
    await record.enter('compensating');
    if (action !== 'retry') return;
  }
}

/** Why the undo failed for good. Undefined when it is done, or when there is nothing any more that could be undone. */
async function refusalOf(undone: Promise<unknown>): Promise<string | undefined> {
  try {
    await undone;
    return undefined;
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    return reason.code === 'not_found' ? undefined : reason.message;
  }
}
