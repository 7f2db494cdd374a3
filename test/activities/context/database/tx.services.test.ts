import type { Tx } from '../../../../activities/context/database/tx.ts';
import { withTx } from '../../../../activities/context/database/with-tx.ts';
import { customer } from '../../../../domain/records/customer.ts';
import { everythingOf } from '../../../support/changes.ts';
import { testContext } from '../../../support/context.ts';
import { create } from '../../../support/documents.ts';
import { anOrganization } from '../../../support/organizations.ts';

const ctx = testContext();

/** Two organizations with a customer of the same name, and a transaction of the first. */
async function neighbours() {
  const one = await anOrganization(ctx);
  const other = await anOrganization(ctx);
  for (const { scope } of [one, other])
    await create(ctx, { scope, definition: customer, values: { customer_name: 'A' } });
  const name = 'CUST-00001';
  const foreign = { name, organization_id: other.organizationId };
  const inOne = <T>(work: (tx: Tx) => Promise<T>) => withTx(ctx, one.scope, work);
  return { one, other, name, foreign, inOne };
}

describe('a transaction of one organization', () => {
  it('reads its own rows, even when a key names another organization', async () => {
    const { one, other, name, foreign, inOne } = await neighbours();
    await inOne(async (tx) => {
      const found = [
        await tx.lockRow('customers', foreign),
        await tx.shareRow('customers', foreign),
        ...(await tx.lockRows('customers', foreign, 'name')),
        ...(await tx.lockingQuery('customers').where({ name }).select()),
      ];
      expect(found.map((row) => row?.['organization_id'])).toEqual(Array(4).fill(one.organizationId));
      expect(
        await tx.lockingQuery('customers').where('customers.organization_id', other.organizationId).select(),
      ).toEqual([]);
    });
  });

  it('writes its own rows only', async () => {
    const { one, other, foreign, inOne } = await neighbours();
    const before = await everythingOf(ctx, other.organizationId);
    await inOne(async (tx) => {
      expect(await tx.updateRow('customers', foreign, { territory: 'North' })).toBe(1);
      await tx.insertRow('naming_counters', { organization_id: other.organizationId, prefix: 'X-', last_number: 7 });
      expect(await tx.nextNumber('X-')).toBe(8);
      tx.logChange({ doctype: 'customer', name: 'CUST-00001', operation: 'update', changes: {} });
      expect(await tx.deleteRows('customers', foreign)).toBe(1);
    });
    expect(await everythingOf(ctx, other.organizationId)).toBe(before);
    expect(await ctx.db('customers').where({ organization_id: one.organizationId })).toEqual([]);
  });

  it('is closed with its end: what comes later is refused', async () => {
    const { inOne } = await neighbours();
    const [late] = await inOne((tx) => Promise.resolve([tx]));
    await expect(late?.insertRow('naming_counters', { prefix: 'LATE-', last_number: 1 })).rejects.toThrow(
      /[Tt]ransaction/,
    );
  });

  it('takes attacks in keys and values as texts', async () => {
    const { inOne } = await neighbours();
    const prefix = "'; DROP TABLE naming_counters; -- ";
    await inOne(async (tx) => {
      expect([await tx.nextNumber(prefix), await tx.nextNumber(prefix)]).toEqual([1, 2]);
      expect(await tx.lockRow('customers', { name: prefix })).toBeUndefined();
      expect(await tx.updateRow('customers', { name: "' OR '1'='1" }, { territory: 'North' })).toBe(0);
    });
  });

  it('tells prefixes apart byte by byte', async () => {
    const { inOne } = await neighbours();
    await inOne(async (tx) => {
      for (const prefix of ['JOB-', 'job-', 'JOB- ', 'JÓB-']) expect(await tx.nextNumber(prefix)).toBe(1);
    });
  });
});
