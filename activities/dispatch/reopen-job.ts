import { job as jobDefinition } from '../../domain/dispatch/job.ts';
import type { StepInput } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { lockDocument } from '../documents/lock-document.ts';
import { stepScope } from '../documents/step-scope.ts';
import { undoOnce } from '../documents/undo-once.ts';
import { updateDocument } from '../documents/update-document.ts';
import { CLOSE_EFFECT, Closed } from './close-job.ts';

/** Gives a closed job the state and times back that closing found. Safe when closing never happened: then the job is only released. */
export function reopenJob(ctx: Context, input: StepInput): Promise<void> {
  return withTx(ctx, stepScope(input), async (tx) => {
    await undoOnce(tx, { key: input.key, effect: CLOSE_EFFECT }, async (stored) => {
      const { assignments: states, ...before } = Closed.parse(stored).before;
      const document = await lockDocument(tx, jobDefinition, { right: 'write', name: input.name });
      const assignments = document.assignments.map((row, index) => ({ ...row, status: states[index] ?? row.status }));
      await updateDocument(tx, jobDefinition, {
        document,
        changes: { ...before, assignments, status_updated_at: tx.at },
      });
    });
    const document = await lockDocument(tx, jobDefinition, { right: 'write', name: input.name });
    await updateDocument(tx, jobDefinition, { document, changes: { completion_requested_at: null } });
  });
}
