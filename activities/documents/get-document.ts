import type { Doc, DocumentDefinition } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import type { Scope } from '../../domain/scope.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';
import { databaseFault } from '../context/database/database-error.ts';
import type { Context } from '../context/context.ts';
import type { Row } from '../context/database/tx.ts';
import { checkRight } from './check-right.ts';
import { readRows } from './read-rows.ts';
import { asDoc, fromColumns } from './stored-form.ts';

/** Reads one document of the scope's organization. Throws `not_found` for any other name, also for one of another organization. */
export async function getDocument<D extends DocumentDefinition>(
  ctx: Context,
  { scope, definition, name }: { scope: Scope; definition: D; name: string },
): Promise<Doc<D>> {
  checkRight(definition, scope, 'read');
  try {
    const row = await ctx
      .db<Row>(definition.table)
      .where({ organization_id: scope.organizationId, name })
      .first<Row | undefined>();
    if (row === undefined) throw new Fault('not_found', `There is no ${nounOf(definition)} '${name}'`);
    const [rows = {}] = await readRows(ctx, { scope, definition, names: [name] });
    return asDoc(definition, { ...fromColumns(definition, row), ...rows });
  } catch (error) {
    throw databaseFault(error);
  }
}
