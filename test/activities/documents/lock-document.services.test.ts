import type { Tx } from '../../../activities/context/database/tx.ts';
import { withTx } from '../../../activities/context/database/with-tx.ts';
import { lockDocument } from '../../../activities/documents/lock-document.ts';
import { shareDocument } from '../../../activities/documents/share-document.ts';
import { updateDocument } from '../../../activities/documents/update-document.ts';
import { customer } from '../../../domain/records/customer.ts';
import { job } from '../../../domain/dispatch/job.ts';
import type { Scope } from '../../../domain/scope.ts';
import { testContext } from '../../support/context.ts';
import { create, update } from '../../support/documents.ts';
import { aJob } from '../../support/jobs.ts';
import { anOrganization } from '../../support/organizations.ts';

const ctx = testContext();

async function aCustomer() {
  const { scope } = await anOrganization(ctx);
  const made = await create(ctx, { scope, definition: customer, values: { customer_name: 'A' } });
  return { scope, name: made.name, made };
}
const lock = (scope: Scope, name: string, ifVersion?: number) =>
  withTx(ctx, scope, (tx) => lockDocument(tx, customer, { right: 'write', name, ifVersion }));

/** Stays in the transaction for more round trips than another writer needs for all of its work. */
async function lingers(tx: Tx, name: string): Promise<void> {
  for (let trip = 0; trip < 60; trip += 1) await tx.shareRow('customers', { name });
}

describe('lockDocument', () => {
  it('answers the document, at any version or at the one that was seen', async () => {
    const { scope, name, made } = await aCustomer();
    expect(await lock(scope, name)).toEqual(made);
    expect(await lock(scope, name, 1)).toEqual(made);
  });

  it('refuses another version than the one that was seen', async () => {
    const { scope, name } = await aCustomer();
    await update(ctx, { scope, definition: customer, name, changes: { territory: 'North' } });
    for (const seen of [1, 3, 0])
      await expect(lock(scope, name, seen)).rejects.toMatchObject({
        code: 'stale',
        message: expect.stringContaining('version 2'),
      });
    expect((await lock(scope, name, 2)).territory).toBe('North');
  });

  it.each(['nothing', 'cust-00001', 'CUST-00001 ', 'CÚST-00001', ''])('finds nothing under %j', async (name) => {
    const { scope } = await aCustomer();
    await expect(lock(scope, name)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('finds nothing in another organization', async () => {
    const { name } = await aCustomer();
    const other = await anOrganization(ctx);
    await expect(lock(other.scope, name)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('keeps a second writer waiting, who then sees what was written', async () => {
    const { scope, name } = await aCustomer();
    const locked = Promise.withResolvers<void>();
    const order: string[] = [];
    const first = withTx(ctx, scope, async (tx) => {
      const document = await lockDocument(tx, customer, { right: 'write', name });
      locked.resolve();
      await lingers(tx, name);
      await updateDocument(tx, customer, { document, changes: { territory: 'first' } });
      order.push('first');
    });
    await locked.promise;
    const second = withTx(ctx, scope, async (tx) => {
      const { territory } = await lockDocument(tx, customer, { right: 'write', name });
      order.push(`second after ${territory ?? 'nothing'}`);
    });
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second after first']);
  });
});

describe('lockDocument without the right', () => {
  it('refuses before it looks, so that nothing is told of what is there', async () => {
    const { scope, name } = await aCustomer();
    const technician: Scope = { ...scope, roles: ['field_technician'] };
    for (const asked of [name, 'CUST-99999']) {
      const look = withTx(ctx, technician, (tx) => lockDocument(tx, customer, { right: 'write', name: asked }));
      await expect(look).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});

describe('shareDocument', () => {
  it('reads a document without its rows, as others may at the same time', async () => {
    const organization = await anOrganization(ctx);
    const { scope } = organization;
    const { name, title } = await aJob(ctx, organization, { status: 'unassigned' });
    const held = Promise.withResolvers<void>();
    const shared = Promise.withResolvers<void>();
    const first = withTx(ctx, scope, async (tx) => {
      const document = await shareDocument(tx, job, name);
      shared.resolve();
      await held.promise;
      return document;
    });
    await shared.promise;
    // It would wait here, and fail, if the first one's lock were exclusive.
    const second = await withTx(ctx, scope, (tx) => shareDocument(tx, job, name)).finally(held.resolve);
    expect([(await first).title, second.title]).toEqual([title, title]);
    expect(second).not.toHaveProperty('parts_used');
  });

  it('keeps what it read from changing until the commit', async () => {
    const { scope, name } = await aCustomer();
    const shared = Promise.withResolvers<void>();
    const order: string[] = [];
    const reading = withTx(ctx, scope, async (tx) => {
      await shareDocument(tx, customer, name);
      shared.resolve();
      await lingers(tx, name);
      order.push('read');
    });
    await shared.promise;
    const writing = update(ctx, { scope, definition: customer, name, changes: { territory: 'North' } }).then(() =>
      order.push('written'),
    );
    await Promise.all([reading, writing]);
    expect(order).toEqual(['read', 'written']);
  });

  it('finds nothing in another organization', async () => {
    const { name } = await aCustomer();
    const other = await anOrganization(ctx);
    await expect(withTx(ctx, other.scope, (tx) => shareDocument(tx, customer, name))).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
