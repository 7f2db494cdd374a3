import { findCaller } from '../../../activities/people/find-caller.ts';
import { SCOPES } from '../../../domain/permissions.ts';
import { renewKey } from '../../../stack/demo/renew-key.ts';
import { testContext } from '../../support/context.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const ctx = testContext();

async function renewed(secret: string) {
  const kept: string[] = [];
  const missing = await renewKey(ctx, { secret, keep: (made) => void kept.push(made) });
  return { missing, kept };
}

describe('the key of the demo', () => {
  it('is replaced by one for everything when it was made for less, and then ends', async () => {
    const organization = await anOrganization(ctx);
    const old = await aKey(ctx, organization, { scopes: ['jobs:read', 'operations:read', 'keys:write'] });
    const before = await findCaller(ctx, { secret: old });
    const { missing, kept } = await renewed(old);
    expect(missing).toEqual(['jobs:write', 'documents:read', 'documents:write', 'operations:write']);
    const [secret = ''] = kept;
    const now = await findCaller(ctx, { secret });
    expect([now.scope, now.scopes]).toEqual([before.scope, [...SCOPES]]);
    await expect(findCaller(ctx, { secret: old })).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await renewed(secret)).toEqual({ missing: [], kept: [] });
  });

  it('stays when it was kept nowhere else yet', async () => {
    const old = await aKey(ctx, await anOrganization(ctx), { scopes: ['jobs:read'] });
    const keep = () => {
      throw new Error('The disk is full');
    };
    await expect(renewKey(ctx, { secret: old, keep })).rejects.toThrow('The disk is full');
    expect((await findCaller(ctx, { secret: old })).scopes).toEqual(['jobs:read']);
  });
});
