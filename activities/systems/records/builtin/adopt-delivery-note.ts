import { mayAdopt } from '../../../../domain/records/may-adopt.ts';
import { deliveryNote } from '../../../../domain/records/delivery-note.ts';
import { adoptDocument } from '../../../documents/adopt-document.ts';
import { lockDocument } from '../../../documents/lock-document.ts';
import type { Paper, Records } from '../records.ts';
import { adoptPaper, type BuiltinContext } from './make-paper.ts';

/** Makes a submitted delivery note the one of a step key. Safe to repeat: its name is stored with the key. */
export function adoptDeliveryNote(
  ctx: BuiltinContext,
  input: Parameters<Records['adoptDeliveryNote']>[0],
): Promise<Paper> {
  const { name, job, key, customer } = input;
  return adoptPaper(ctx, input, async (tx) => {
    const note = await lockDocument(tx, deliveryNote, { right: 'write', name });
    mayAdopt({ doctype: deliveryNote.doctype, of: note.customer, ...note }, { job, key, of: customer });
    return adoptDocument(tx, deliveryNote, { document: note, changes: { dispatch_job: job, dartwing_key: key } });
  });
}
