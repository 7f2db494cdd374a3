import { job as jobDefinition } from '../../domain/dispatch/job.ts';
import type { StepInput } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { lockDocument } from '../documents/lock-document.ts';
import { stepScope } from '../documents/step-scope.ts';
import { undoOnce } from '../documents/undo-once.ts';
import { updateDocument } from '../documents/update-document.ts';
import { LINK_EFFECT, type PaperLinks } from './link-paper.ts';

/** Clears what `linkPaper` wrote. Nothing to do when it never did. */
export function unlinkPaper(ctx: Context, input: StepInput, links: PaperLinks): Promise<void> {
  return withTx(ctx, stepScope(input), (tx) =>
    undoOnce(tx, { key: input.key, effect: LINK_EFFECT }, async () => {
      const document = await lockDocument(tx, jobDefinition, { right: 'write', name: input.name });
      await updateDocument(tx, jobDefinition, { document, changes: links });
    }),
  );
}
