import { communication } from '../../../../domain/records/communication.ts';
import { createDocument } from '../../../documents/create-document.ts';
import type { Paper, Records } from '../records.ts';
import { makePaper, type BuiltinContext } from './make-paper.ts';

/** Notes something in the customer's history. Safe to repeat: the note is stored with its step key. */
export function createCommunication(
  ctx: BuiltinContext,
  input: Parameters<Records['createCommunication']>[0],
): Promise<Paper> {
  return makePaper(ctx, input, (tx) =>
    createDocument(tx, communication, {
      values: {
        customer: input.customer,
        subject: input.subject,
        content: input.content,
        communication_date: input.at,
        reference_doctype: 'dispatch_job',
        reference_name: input.job,
        dartwing_key: input.key,
      },
    }),
  );
}
