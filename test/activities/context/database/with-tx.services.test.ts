import type { Tx } from '../../../../activities/context/database/tx.ts';
import { withTx } from '../../../../activities/context/database/with-tx.ts';
import { createContext, closeContext } from '../../../../activities/context/create-context.ts';
import { createDocument } from '../../../../activities/documents/create-document.ts';
import { getDocument } from '../../../../activities/documents/get-document.ts';
import { lockDocument } from '../../../../activities/documents/lock-document.ts';
import { updateDocument } from '../../../../activities/documents/update-document.ts';
import { customer } from '../../../../domain/records/customer.ts';
import { everythingOf } from '../../../support/changes.ts';
import { testContext } from '../../../support/context.ts';
import { create } from '../../../support/documents.ts';
import { anOrganization } from '../../../support/organizations.ts';

const ctx = testContext();
const named = (customer_name: string) => ({ definition: customer, values: { customer_name } });

async function twoCustomers() {
  const organization = await anOrganization(ctx);
  const { scope } = organization;
  const one = await create(ctx, { scope, ...named('One') });
  const two = await create(ctx, { scope, ...named('Two') });
  return { ...organization, names: [one.name, two.name] as const };
}

/** Opens once the given number of parties have come. */
function meeting(parties: number) {
  let come = 0;
  const all = Promise.withResolvers<void>();
  return () => {
    come += 1;
    if (come === parties) all.resolve();
    return all.promise;
  };
}

const territory = async (tx: Tx, name: string, value: string) =>
  updateDocument(tx, customer, {
    document: await lockDocument(tx, customer, { right: 'write', name }),
    changes: { territory: value },
  });

describe('withTx', () => {
  it('stores all of the work, or nothing of it, and lets the error through as it is', async () => {
    const { scope, organizationId, names } = await twoCustomers();
    const before = await everythingOf(ctx, organizationId);
    const mistake = new RangeError('A bug after the writes');
    const failing = withTx(ctx, scope, async (tx) => {
      await territory(tx, names[0], 'North');
      await createDocument(tx, customer, { values: { customer_name: 'Never' } });
      throw mistake;
    });
    await expect(failing).rejects.toBe(mistake);
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('stamps everything with one instant', async () => {
    let tick = Date.parse('2026-11-25T09:30:00.000Z');
    const ticking = { ...ctx, now: () => new Date((tick += 1_000)) };
    const { scope } = await anOrganization(ctx);
    const [one, two] = await withTx(ticking, scope, async (tx) => [
      await createDocument(tx, customer, { values: { customer_name: 'One' } }),
      await createDocument(tx, customer, { values: { customer_name: 'Two' } }),
    ]);
    expect(one?.created_at).toBe(two?.created_at);
  });

  it('shows nothing to others before it is committed', async () => {
    const { scope, names } = await twoCustomers();
    await withTx(ctx, scope, async (tx) => {
      await territory(tx, names[0], 'North');
      expect((await getDocument(ctx, { scope, definition: customer, name: names[0] })).territory).toBeNull();
    });
    expect((await getDocument(ctx, { scope, definition: customer, name: names[0] })).territory).toBe('North');
  });

  it('needs an organization', async () => {
    const { scope } = await anOrganization(ctx);
    await expect(withTx(ctx, { ...scope, organizationId: '' }, () => Promise.resolve(1))).rejects.toThrow(
      /needs an organization/,
    );
  });

  it('of eight writers at once loses no number and no row, and shows the log without a gap at any moment', async () => {
    const { scope, organizationId, names } = await twoCustomers();
    const first = 4;
    const seen: number[] = [];
    let writing = true;
    const follow = async () => {
      const rows: { seq: number }[] = await ctx
        .db('document_changes')
        .where({ organization_id: organizationId })
        .where('seq', '>', first + seen.length)
        .orderBy('seq')
        .select('seq');
      seen.push(...rows.map(({ seq }) => seq));
    };
    const follower = (async () => {
      while (writing) await follow();
    })();
    const delay = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let round = 0; round < 25; round += 1) {
        await delay();
        await withTx(ctx, scope, async (tx) => {
          if (round % 3 === 0)
            await territory(tx, names[writer % 2 === 0 ? 0 : 1], `${String(writer)}-${String(round)}`);
          await delay();
          await createDocument(tx, customer, { values: { customer_name: `${String(writer)}-${String(round)}` } });
        });
      }
    });
    await Promise.all(writers);
    writing = false;
    await follower;
    await follow();
    const changed = 8 * 9;
    // A follower that asks for what comes after the last number it saw has seen each exactly once, in order.
    expect(seen).toEqual(Array.from({ length: 200 + changed }, (_, index) => first + 1 + index));
    const rows: { name: string }[] = await ctx
      .db('customers')
      .where({ organization_id: organizationId })
      .orderBy('name')
      .select('name');
    expect(rows.map(({ name }) => name)).toEqual(
      Array.from({ length: 202 }, (_, index) => `CUST-${String(index + 1).padStart(5, '0')}`),
    );
  }, 60_000);
});

describe('withTx against rivals', () => {
  it('runs the whole work again after a deadlock, and both are stored once', async () => {
    const { scope, names } = await twoCustomers();
    const [one, two] = names;
    const bothHoldOne = meeting(2);
    const runs: string[] = [];
    const crossing = (mine: string, theirs: string) =>
      withTx(ctx, scope, async (tx) => {
        runs.push(mine);
        const document = await lockDocument(tx, customer, { right: 'write', name: mine });
        await bothHoldOne();
        await territory(tx, theirs, `by the holder of ${mine}`);
        await updateDocument(tx, customer, { document, changes: { tax_id: `${document.tax_id ?? ''}x` } });
      });
    await Promise.all([crossing(one, two), crossing(two, one)]);
    expect(runs).toHaveLength(3);
    for (const [name, other] of [
      [one, two],
      [two, one],
    ] as const)
      expect(await getDocument(ctx, { scope, definition: customer, name })).toMatchObject({
        tax_id: 'x',
        territory: `by the holder of ${other}`,
        version: 3,
      });
  });

  describe('that hold a row', () => {
    const impatient = createContext({ ...ctx.config, DATABASE_POOL_MAX: 2 }, 'test');
    beforeAll(() => impatient.db.raw('SET SESSION innodb_lock_wait_timeout = 0'));
    afterAll(() => closeContext(impatient));

    let release: () => void;
    // A test that failed must not leave a transaction open.
    afterEach(() => {
      release();
    });

    /** Holds the first customer until `release` is called. */
    async function held() {
      const organization = await twoCustomers();
      const { scope, names } = organization;
      const locked = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      const holding = withTx(ctx, scope, async (tx) => {
        await lockDocument(tx, customer, { right: 'write', name: names[0] });
        locked.resolve();
        await released.promise;
      });
      release = released.resolve;
      await locked.promise;
      return { ...organization, holding };
    }

    it('runs the work again after a lock that was not given', async () => {
      const { scope, names, holding } = await held();
      let runs = 0;
      await withTx(impatient, scope, async (tx) => {
        runs += 1;
        await createDocument(tx, customer, { values: { customer_name: 'Three' } });
        if (runs === 2) {
          release();
          await holding;
        }
        return territory(tx, names[0], 'North');
      });
      expect(runs).toBe(2);
      expect((await create(ctx, { scope, ...named('Four') })).name).toBe('CUST-00004');
    });

    it('gives up after three repeats, says that it is busy, and stores nothing', async () => {
      const { scope, organizationId, names, holding } = await held();
      const before = await everythingOf(ctx, organizationId);
      let runs = 0;
      const giving = withTx(impatient, scope, async (tx) => {
        runs += 1;
        await createDocument(tx, customer, { values: { customer_name: 'Never' } });
        return territory(tx, names[0], 'North');
      });
      await expect(giving).rejects.toMatchObject({
        name: 'Fault',
        code: 'unavailable',
        details: { retryAfterSeconds: 5 },
      });
      expect(runs).toBe(4);
      release();
      await holding;
      expect(await everythingOf(ctx, organizationId)).toBe(before);
    });
  });
});
