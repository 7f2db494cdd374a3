import { z } from 'zod';

import type { Context } from '../../activities/context/context.ts';
import type { Tx } from '../../activities/context/database/tx.ts';
import { withTx } from '../../activities/context/database/with-tx.ts';
import { createDocument } from '../../activities/documents/create-document.ts';
import { findCaller } from '../../activities/people/find-caller.ts';
import { jobType } from '../../domain/dispatch/job-type.ts';
import { account } from '../../domain/records/account.ts';
import { item } from '../../domain/records/item.ts';

const ITEM = 'DUCT-CLEANING';
const MadeItem = z.object({ income_account: z.string() });
const MadeJobType = z.object({ name: z.string() });

/** Work that cannot be billed until a person enables an account. */
export interface RepairableWork {
  account: string;
  jobType: string;
}

/**
 * Gives the demo company work whose income account is disabled. Safe to repeat: what is there already is answered as it is.
 * Answers `undefined` where the database was not migrated since accounts came.
 */
export async function loadDisabledAccount(
  ctx: Context,
  { secret }: { secret: string },
): Promise<RepairableWork | undefined> {
  if (!(await ctx.db.schema.hasTable(account.table))) return undefined;
  const { scope } = await findCaller(ctx, { secret });
  return withTx(ctx, scope, async (tx) => (await findWork(tx)) ?? makeWork(tx));
}

async function findWork(tx: Tx): Promise<RepairableWork | undefined> {
  const row = await tx.lockRow(item.table, { name: ITEM });
  if (row === undefined) return undefined;
  const [work] = await tx.lockRows(jobType.table, { billing_item: ITEM }, 'name');
  return { account: MadeItem.parse(row).income_account, jobType: MadeJobType.parse(work).name };
}

async function makeWork(tx: Tx): Promise<RepairableWork> {
  const income = await createDocument(tx, account, {
    values: { account_name: 'Income from cleaning', root_type: 'income', disabled: true },
  });
  await createDocument(tx, item, {
    name: ITEM,
    values: { item_name: 'Duct cleaning', item_group: 'Work', stock_uom: 'Nos', income_account: income.name },
  });
  const work = await createDocument(tx, jobType, {
    values: { job_type_name: 'Duct cleaning', estimated_duration: 7_200, billing_item: ITEM, rate: 24_900 },
  });
  return { account: income.name, jobType: work.name };
}
