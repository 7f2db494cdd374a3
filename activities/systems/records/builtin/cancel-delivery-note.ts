import { deliveryNote } from '../../../../domain/records/delivery-note.ts';
import { cancelDocument } from '../../../documents/cancel-document.ts';
import { lockDocument } from '../../../documents/lock-document.ts';
import type { Records } from '../records.ts';
import { unmakePaper, type BuiltinContext } from './make-paper.ts';

/** Cancels the delivery note of a step key; it stays, cancelled. */
export function cancelDeliveryNote(
  ctx: BuiltinContext,
  input: Parameters<Records['cancelDeliveryNote']>[0],
): Promise<void> {
  return unmakePaper(ctx, input, async (tx, name) => {
    const document = await lockDocument(tx, deliveryNote, { right: 'cancel', name });
    await cancelDocument(tx, deliveryNote, { document, changes: {} });
  });
}
