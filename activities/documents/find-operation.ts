import type { OperationStatus } from '../../domain/operation.ts';
import { OPERATION_STATUS } from '../../domain/operation.ts';
import type { Tx, Row } from '../context/database/tx.ts';

/** The newest operation of a kind on a document, as projected; undefined when there was none. */
export async function findOperation(
  tx: Tx,
  { kind, doctype, name }: { kind: string; doctype: string; name: string },
): Promise<{ id: string; status: OperationStatus } | undefined> {
  const row = await tx
    .lockingQuery('operations')
    .where({ kind, doctype, document_name: name })
    .orderBy('started_at', 'desc')
    .select('id', 'status')
    .first<Row | undefined>();
  const status = OPERATION_STATUS.find((known) => known === row?.['status']);
  return row === undefined || status === undefined ? undefined : { id: String(row['id']), status };
}
