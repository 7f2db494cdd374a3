import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import type { Tx } from '../../../activities/context/database/tx.ts';
import { withTx } from '../../../activities/context/database/with-tx.ts';
import { createDocument } from '../../../activities/documents/create-document.ts';
import { deleteDocument } from '../../../activities/documents/delete-document.ts';
import { doOnce } from '../../../activities/documents/do-once.ts';
import { getDocument } from '../../../activities/documents/get-document.ts';
import { lockDocument } from '../../../activities/documents/lock-document.ts';
import { stepScope } from '../../../activities/documents/step-scope.ts';
import { undoOnce } from '../../../activities/documents/undo-once.ts';
import { customer } from '../../../domain/records/customer.ts';
import { changesOf, everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { anOrganization } from '../../support/organizations.ts';

const ctx = testContext();
const Made = z.object({ name: z.string() });

/** A step that makes a customer, and its undo, under one key. */
async function aStep() {
  const { organizationId } = await anOrganization(ctx);
  const key = `complete-job:${organizationId}:JOB-2026-00001/${randomUUID()}/paper`;
  const scope = stepScope({ organizationId, key });
  const effect = { key, effect: 'paper' };
  let worked = 0;
  const make = async (tx: Tx) => {
    worked += 1;
    return { name: (await createDocument(tx, customer, { values: { customer_name: 'A' } })).name };
  };
  const doIt = (over: Partial<typeof effect> = {}) =>
    withTx(ctx, scope, (tx) =>
      doOnce(tx, { ...effect, ...over }, { work: () => make(tx), parse: (stored) => Made.parse(stored) }),
    );
  const undoIt = () =>
    withTx(ctx, scope, (tx) =>
      undoOnce(tx, effect, async (stored) => {
        worked += 1;
        const { name } = Made.parse(stored);
        await deleteDocument(tx, customer, await lockDocument(tx, customer, { right: 'write', name }));
      }),
    );
  const customers = async () => (await ctx.db('customers').where({ organization_id: organizationId })).length;
  return { organizationId, scope, doIt, undoIt, customers, worked: () => worked };
}

describe('doOnce', () => {
  it('does it, and answers the same ever after without doing it again', async () => {
    const { organizationId, doIt, customers, worked } = await aStep();
    const first = await doIt();
    const before = await everythingOf(ctx, organizationId);
    expect(await doIt()).toEqual(first);
    expect(await doIt()).toEqual(first);
    expect(await everythingOf(ctx, organizationId)).toBe(before);
    expect([await customers(), worked()]).toEqual([1, 1]);
  });

  it('says that the operation caused it', async () => {
    const { organizationId, scope, doIt } = await aStep();
    await doIt();
    expect((await changesOf(ctx, organizationId)).at(-1)).toMatchObject({ actor: 'operation', cause: scope.cause });
  });

  it('tells effects and keys apart byte by byte', async () => {
    const { doIt, customers } = await aStep();
    await doIt();
    for (const effect of ['Paper', 'paper ', 'link']) await doIt({ effect });
    await doIt({ key: 'another' });
    expect(await customers()).toBe(5);
  });

  it('leaves no mark of work that failed, so a repeat does it', async () => {
    const { organizationId, scope, doIt } = await aStep();
    const before = await everythingOf(ctx, organizationId);
    const failing = withTx(ctx, scope, (tx) =>
      doOnce(
        tx,
        { key: 'k', effect: 'paper' },
        { work: () => Promise.reject(new Error('refused')), parse: () => null },
      ),
    );
    await expect(failing).rejects.toThrow('refused');
    expect(await everythingOf(ctx, organizationId)).toBe(before);
    expect(await doIt({ key: 'k' })).toEqual({ name: 'CUST-00001' });
  });

  it('stores an answer of nothing', async () => {
    const { scope } = await aStep();
    const silent = () =>
      withTx(ctx, scope, (tx) =>
        doOnce<unknown>(
          tx,
          { key: 'k', effect: 'x' },
          { work: () => Promise.resolve(undefined), parse: (stored) => stored },
        ),
      );
    expect([await silent(), await silent()]).toEqual([undefined, null]);
  });

  it('of many attempts at once does it once; the others get its answer, or are told to come again', async () => {
    const { organizationId, doIt, customers } = await aStep();
    const attempts = await Promise.allSettled(Array.from({ length: 6 }, () => doIt()));
    expect(await customers()).toBe(1);
    const answers = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    expect(new Set(answers.map(({ name }) => name))).toEqual(new Set(['CUST-00001']));
    for (const attempt of attempts)
      if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ name: 'Fault', code: 'unavailable' });
    expect(await doIt()).toEqual({ name: 'CUST-00001' });
    const made = (await changesOf(ctx, organizationId)).filter(({ doctype }) => doctype === 'customer');
    expect(made.map(({ operation, name }) => [operation, name])).toEqual([['create', 'CUST-00001']]);
  });

  it('lets an attempt that comes while another works wait for its answer', async () => {
    const { organizationId, scope, doIt, worked } = await aStep();
    const effect = { key: `complete-job:${organizationId}:JOB-2026-00001/slow`, effect: 'paper' };
    const [begun, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = withTx(ctx, scope, (tx) =>
      doOnce(tx, effect, {
        parse: (stored) => Made.parse(stored),
        work: async () => {
          begun.resolve();
          await done.promise;
          return { name: 'of the first' };
        },
      }),
    );
    await begun.promise;
    const late = doIt(effect);
    await sleep(100);
    done.resolve();
    expect(await Promise.all([slow, late])).toEqual([{ name: 'of the first' }, { name: 'of the first' }]);
    expect(worked()).toBe(0);
  });
});

describe('undoOnce', () => {
  it('takes back what was done, once', async () => {
    const { organizationId, scope, doIt, undoIt, customers } = await aStep();
    const { name } = await doIt();
    await undoIt();
    expect(await customers()).toBe(0);
    await expect(getDocument(ctx, { scope, definition: customer, name })).rejects.toMatchObject({ code: 'not_found' });
    const before = await everythingOf(ctx, organizationId);
    await undoIt();
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('forbids what was never done, so that a late attempt does nothing', async () => {
    const { organizationId, doIt, undoIt, customers, worked } = await aStep();
    await undoIt();
    const before = await everythingOf(ctx, organizationId);
    await expect(doIt()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('undone') });
    await undoIt();
    expect([await customers(), worked()]).toEqual([0, 0]);
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('refuses to do again what was undone', async () => {
    const { doIt, undoIt, customers } = await aStep();
    await doIt();
    await undoIt();
    await expect(doIt()).rejects.toMatchObject({ code: 'conflict' });
    expect(await customers()).toBe(0);
  });

  it('leaves what was done when the undo fails, so a repeat undoes it', async () => {
    const { organizationId, scope, doIt, undoIt, customers } = await aStep();
    await doIt();
    const before = await everythingOf(ctx, organizationId);
    const [row] = await ctx.db('step_effects').where({ organization_id: organizationId }).select('step_key');
    const effect = { key: String(row.step_key), effect: 'paper' };
    const failing = withTx(ctx, scope, (tx) => undoOnce(tx, effect, () => Promise.reject(new Error('refused'))));
    await expect(failing).rejects.toThrow('refused');
    expect(await everythingOf(ctx, organizationId)).toBe(before);
    await undoIt();
    expect(await customers()).toBe(0);
  });

  it('at once with the step ends undone or done, never half, and a repeat of the undo settles it', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { organizationId, doIt, undoIt, customers } = await aStep();
      const outcomes = await Promise.allSettled([doIt(), undoIt(), doIt(), undoIt()]);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected')
          expect(outcome.reason).toMatchObject({
            name: 'Fault',
            code: expect.stringMatching(/^(unavailable|conflict)$/),
          });
      const [row] = await ctx.db('step_effects').where({ organization_id: organizationId }).select('state');
      expect(await customers()).toBe(row.state === 'done' ? 1 : 0);
      await undoIt();
      expect(await customers()).toBe(0);
      await expect(doIt()).rejects.toMatchObject({ code: 'conflict' });
    }
  });

  it('of another organization finds nothing to undo', async () => {
    const { doIt, customers } = await aStep();
    await doIt();
    const other = await anOrganization(ctx);
    let worked = false;
    await withTx(ctx, other.scope, (tx) =>
      undoOnce(tx, { key: 'any', effect: 'paper' }, async () => {
        worked = true;
      }),
    );
    expect([await customers(), worked]).toEqual([1, false]);
  });
});
