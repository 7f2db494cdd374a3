import { randomUUID } from 'node:crypto';

import { withTx } from '../../../activities/context/database/with-tx.ts';
import { claimRequest } from '../../../activities/idempotency/claim-request.ts';
import { releaseRequest } from '../../../activities/idempotency/release-request.ts';
import { customer } from '../../../domain/records/customer.ts';
import type { Scope } from '../../../domain/scope.ts';
import { everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { create } from '../../support/documents.ts';
import { anOrganization } from '../../support/organizations.ts';

let now = Date.parse('2026-11-25T09:30:00.000Z');
const ctx = testContext({ now: () => new Date(now) });

async function aRequest() {
  const { scope } = await anOrganization(ctx);
  const request = { scope, route: 'createCustomer', key: randomUUID(), content: { body: { customer_name: 'Bakery' } } };
  return { scope, request, claim: (over: object = {}) => claimRequest(ctx, { ...request, ...over }) };
}

/** What the claim let its holder do, with the answer stored beside it. */
const carryOut = (scope: Scope, claim: Awaited<ReturnType<typeof claimRequest>>) => {
  if ('answer' in claim) throw new Error('It was answered before');
  const answer = (made: unknown) => ({ made: Object(made).customer_name });
  return create(ctx, {
    scope: { ...scope, once: { ...claim, answer } },
    definition: customer,
    values: { customer_name: 'Bakery' },
  });
};

describe('claimRequest', () => {
  it('lets a request be carried out, and tells its answer from then on', async () => {
    const { scope, claim } = await aRequest();
    await carryOut(scope, await claim());
    const before = await everythingOf(ctx, scope.organizationId);
    expect(await claim()).toEqual({ answer: { made: 'Bakery' } });
    expect(await claim()).toEqual({ answer: { made: 'Bakery' } });
    expect(await everythingOf(ctx, scope.organizationId)).toBe(before);
  });

  it('lets one of many that come at once be carried out', async () => {
    const { claim } = await aRequest();
    const claims = await Promise.allSettled(Array.from({ length: 20 }, () => claim()));
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of claims) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' });
  });

  it('says when to ask again: soon, or when the claim ends', async () => {
    const { claim } = await aRequest();
    await claim();
    await expect(claim()).rejects.toMatchObject({ code: 'conflict', details: { retryAfterSeconds: 1 } });
    now += 20_000;
    await expect(claim()).rejects.toMatchObject({ code: 'conflict', details: { retryAfterSeconds: 40 } });
  });

  it('gives the claim of a process that was lost to the next, and lets the lost one do nothing any more', async () => {
    const { scope, claim } = await aRequest();
    const lost = await claim();
    now += 60_000;
    const next = await claim();
    await expect(carryOut(scope, lost)).rejects.toMatchObject({ code: 'conflict' });
    await carryOut(scope, next);
    expect(await ctx.db('customers').where({ organization_id: scope.organizationId })).toHaveLength(1);
  });

  it('refuses another request under the same key, also while the first is carried out', async () => {
    const { scope, claim } = await aRequest();
    const first = await claim();
    await expect(claim({ content: { body: {} } })).rejects.toMatchObject({ code: 'invalid' });
    await carryOut(scope, first);
    await expect(claim({ content: { body: {} } })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('takes the same key for another request elsewhere, of somebody else, with other roles, and in another organization', async () => {
    const { scope, claim } = await aRequest();
    await carryOut(scope, await claim());
    const { scope: foreign } = await anOrganization(ctx);
    for (const over of [
      { route: 'createContact' },
      { scope: { ...scope, actor: 'MEM-00002' } },
      { scope: { ...scope, roles: ['employee'] } },
      { scope: foreign },
    ])
      expect(await claim(over)).toMatchObject({ token: expect.any(String) });
  });

  it('keeps nothing of a request that was refused, so that it can be corrected under its key', async () => {
    const { scope, claim } = await aRequest();
    const first = await claim();
    if ('answer' in first) throw new Error('It was answered before');
    await releaseRequest(ctx, { scope, ...first });
    await releaseRequest(ctx, { scope, ...first });
    expect(await claim({ content: { body: { customer_name: 'Bakery & Sons' } } })).toHaveProperty('token');
  });

  it('keeps the answer of a request that was carried out, whoever lets go of it', async () => {
    const { scope, claim } = await aRequest();
    const first = await claim();
    await carryOut(scope, first);
    if (!('answer' in first)) await releaseRequest(ctx, { scope, ...first });
    expect(await claim()).toHaveProperty('answer');
  });

  it('stores neither effect nor answer when the transaction fails', async () => {
    const { scope, claim } = await aRequest();
    const first = await claim();
    if ('answer' in first) throw new Error('It was answered before');
    const once = { ...first, answer: () => ({}) };
    const failing = withTx(ctx, { ...scope, once }, () => Promise.reject(new Error('Something broke')));
    await expect(failing).rejects.toThrow('Something broke');
    now += 60_000;
    expect(await claim()).toHaveProperty('token');
  });
});
