import { getDocument } from '../../../activities/documents/get-document.ts';
import { jobType } from '../../../domain/dispatch/job-type.ts';
import { account } from '../../../domain/records/account.ts';
import { item } from '../../../domain/records/item.ts';
import { enableAccount } from '../../../stack/demo/enable-account.ts';
import { loadDisabledAccount } from '../../../stack/demo/load-disabled-account.ts';
import { changesOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { emptyDatabase } from '../../support/empty-database.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const ctx = testContext();
const unmigrated = emptyDatabase(ctx);

async function loaded() {
  const organization = await anOrganization(ctx);
  const secret = await aKey(ctx, organization);
  const work = await loadDisabledAccount(ctx, { secret });
  if (work === undefined) throw new Error('The database of the tests is migrated');
  return { ...organization, secret, work };
}

describe('the work whose account is disabled', () => {
  it('is billed by an item on an income account that nothing can be booked on', async () => {
    const { scope, work } = await loaded();
    const { billing_item } = await getDocument(ctx, { scope, definition: jobType, name: work.jobType });
    const { income_account } = await getDocument(ctx, { scope, definition: item, name: billing_item ?? '' });
    expect(income_account).toBe(work.account);
    const made = await getDocument(ctx, { scope, definition: account, name: work.account });
    expect(made).toMatchObject({ root_type: 'income', disabled: true });
  });

  it('is found again instead of made twice, and stays enabled once it is', async () => {
    const { organizationId, scope, secret, work } = await loaded();
    await enableAccount(ctx, { secret, name: work.account });
    await enableAccount(ctx, { secret, name: work.account });
    const before = await changesOf(ctx, organizationId);
    expect(before.at(-1)).toMatchObject({
      doctype: 'account',
      actor: scope.actor,
      changes: { disabled: [true, false] },
    });
    expect(await loadDisabledAccount(ctx, { secret })).toEqual(work);
    expect(await changesOf(ctx, organizationId)).toEqual(before);
  });

  it('is not made where accounts are not known yet', async () => {
    const { secret } = await loaded();
    expect(await loadDisabledAccount({ ...ctx, db: unmigrated }, { secret })).toBeUndefined();
  });
});
