import { z } from 'zod';

import { job as jobDefinition } from '../../domain/dispatch/job.ts';
import type { Values } from '../../domain/documents/define-document.ts';
import type { StepInput } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { doOnce } from '../documents/do-once.ts';
import { lockDocument } from '../documents/lock-document.ts';
import { stepScope } from '../documents/step-scope.ts';
import { updateDocument } from '../documents/update-document.ts';

export const LINK_EFFECT = 'link';
const Paper = z.object({ name: z.string() });
/** A step that a person finished by hand, and the name of the paper that was found or made. */
export type FoundInput = StepInput & { found: string };

/** What papers leave on a job. */
export type PaperLinks = Pick<
  Values<typeof jobDefinition>,
  'sales_invoice' | 'billing_status' | 'timesheet' | 'delivery_note'
>;

/** Writes on the job which paper a step made. Safe to repeat: done once per step key. */
export function linkPaper(
  ctx: Context,
  input: StepInput,
  { paper, links }: { paper: { name: string }; links: PaperLinks },
): Promise<{ name: string }> {
  return withTx(ctx, stepScope(input), (tx) =>
    doOnce(
      tx,
      { key: input.key, effect: LINK_EFFECT },
      {
        parse: (stored) => Paper.parse(stored),
        work: async () => {
          const document = await lockDocument(tx, jobDefinition, { right: 'write', name: input.name });
          await updateDocument(tx, jobDefinition, { document, changes: links });
          return { name: paper.name };
        },
      },
    ),
  );
}
