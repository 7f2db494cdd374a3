import { Fault } from '../../../../domain/errors.ts';
import { organization as organizationDefinition } from '../../../../domain/organizations/organization.ts';
import { deliveryNote } from '../../../../domain/records/delivery-note.ts';
import { localDate } from '../../../../domain/time.ts';
import { createDocument } from '../../../documents/create-document.ts';
import { shareDocument } from '../../../documents/share-document.ts';
import type { Paper, Records } from '../records.ts';
import { makePaper, type BuiltinContext } from './make-paper.ts';
import { salableItem } from './salable-item.ts';

/** Makes and submits a delivery note at once. Safe to repeat: the paper is stored with its step key. */
export function createDeliveryNote(
  ctx: BuiltinContext,
  input: Parameters<Records['createDeliveryNote']>[0],
): Promise<Paper> {
  return makePaper(ctx, input, async (tx) => {
    for (const line of input.lines) {
      const item = await salableItem(tx, line.item);
      if (!item.is_stock_item)
        throw new Fault(
          'invalid',
          `Item '${line.item}' is not kept in stock. Correct the source of that part on the job.`,
        );
    }
    const organization = await shareDocument(tx, organizationDefinition, input.organizationId);
    return createDocument(tx, deliveryNote, {
      docstatus: 'submitted',
      values: {
        customer: input.customer,
        address: input.address,
        project: input.project,
        dispatch_job: input.job,
        dartwing_key: input.key,
        posting_date: localDate(new Date(tx.at), organization.time_zone),
        items: input.lines,
      },
    });
  });
}
