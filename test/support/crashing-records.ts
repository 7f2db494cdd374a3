import { createBuiltinRecords as createRecords } from '../../activities/systems/records/builtin/builtin.ts';
import type { Records } from '../../activities/systems/records/records.ts';
import { crash } from './crash-point.ts';

async function thenCrash<T>(done: Promise<T>): Promise<T> {
  const answer = await done;
  crash('between');
  return answer;
}

/** The builtin system of record, whose process may die once an invoice was made, adopted or cancelled and nobody was told. */
export function createBuiltinRecords(...[ctx]: Parameters<typeof createRecords>): Records {
  const records = createRecords(ctx);
  return {
    ...records,
    createSalesInvoice: (input) => thenCrash(records.createSalesInvoice(input)),
    adoptSalesInvoice: (input) => thenCrash(records.adoptSalesInvoice(input)),
    cancelSalesInvoice: (input) => thenCrash(records.cancelSalesInvoice(input)),
  };
}
