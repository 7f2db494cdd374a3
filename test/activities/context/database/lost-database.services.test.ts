import { randomUUID } from 'node:crypto';

import { closeContext, createContext } from '../../../../activities/context/create-context.ts';
import type { Context } from '../../../../activities/context/context.ts';
import type { Row, Tx } from '../../../../activities/context/database/tx.ts';
import { withTx } from '../../../../activities/context/database/with-tx.ts';
import { createDocument } from '../../../../activities/documents/create-document.ts';
import { doOnce } from '../../../../activities/documents/do-once.ts';
import { getDocument } from '../../../../activities/documents/get-document.ts';
import { stepScope } from '../../../../activities/documents/step-scope.ts';
import { customer } from '../../../../domain/records/customer.ts';
import { changesOf, everythingOf } from '../../../support/changes.ts';
import { testContext } from '../../../support/context.ts';
import { anOrganization } from '../../../support/organizations.ts';
import { openTcpProxy, type TcpProxy } from '../../../support/tcp-proxy.ts';

const direct = testContext();
let proxy: TcpProxy;
let ctx: Context;
beforeEach(async () => {
  proxy = await openTcpProxy(direct.config.DATABASE_URL);
  ctx = createContext({ ...direct.config, DATABASE_URL: proxy.url, DATABASE_QUERY_TIMEOUT_MS: 500 }, 'test');
});
afterEach(async () => {
  await closeContext(ctx);
  await proxy.close();
});

const make = (tx: Tx) => createDocument(tx, customer, { values: { customer_name: 'A' } });
const connectionOf = async (tx: Tx): Promise<number> => {
  const rows = await tx.lockingQuery('organizations').select<Row[]>(ctx.db.raw('CONNECTION_ID() AS id'));
  return Number(rows[0]?.['id']);
};

describe('a reply that is lost at the commit', () => {
  it('leaves a caller not knowing, and is told so: the work is stored', async () => {
    const { organizationId, scope } = await anOrganization(direct);
    const creating = withTx(ctx, scope, async (tx) => {
      const made = await make(tx);
      proxy.loseReplyTo('COMMIT');
      return made;
    });
    await expect(creating).rejects.toMatchObject({ name: 'Fault', code: 'outcome_unknown' });
    expect((await changesOf(direct, organizationId)).at(-1)).toMatchObject({ name: 'CUST-00001', operation: 'create' });
  });

  it('lets a step come again, which then finds what it did', async () => {
    const { organizationId } = await anOrganization(direct);
    const key = `complete-job:${organizationId}:JOB-2026-00001/${randomUUID()}/paper`;
    const scope = stepScope({ organizationId, key });
    let runs = 0;
    const step = (losing: boolean) =>
      withTx(ctx, scope, async (tx) => {
        const work = async () => {
          runs += 1;
          return (await make(tx)).name;
        };
        const name = await doOnce(tx, { key, effect: 'paper' }, { work, parse: String });
        if (losing) proxy.loseReplyTo('COMMIT');
        return name;
      });
    await expect(step(true)).rejects.toMatchObject({ name: 'Fault', code: 'unavailable' });
    expect(await step(false)).toBe('CUST-00001');
    expect(runs).toBe(1);
  });
});

describe('a connection that is lost before the commit', () => {
  it.each(['INSERT INTO naming_counters', 'insert into `customers`', 'insert into `document_changes`'])(
    'at "%s" stores nothing, and says that the database is away',
    async (statement) => {
      const { organizationId, scope } = await anOrganization(direct);
      const before = await everythingOf(direct, organizationId);
      const creating = withTx(ctx, scope, (tx) => {
        proxy.loseReplyTo(statement);
        return make(tx);
      });
      await expect(creating).rejects.toMatchObject({
        name: 'Fault',
        code: 'unavailable',
        details: { retryAfterSeconds: 5 },
      });
      await settled(organizationId);
      expect(await everythingOf(direct, organizationId)).toBe(before);
    },
  );

  it('because somebody killed it stores nothing, and the next transaction has another', async () => {
    const { organizationId, scope } = await anOrganization(direct);
    const before = await everythingOf(direct, organizationId);
    const creating = withTx(ctx, scope, async (tx) => {
      await make(tx);
      await direct.db.raw('KILL CONNECTION ?', [await connectionOf(tx)]);
      return make(tx);
    });
    await expect(creating).rejects.toMatchObject({ name: 'Fault', code: 'unavailable' });
    await settled(organizationId);
    expect(await everythingOf(direct, organizationId)).toBe(before);
    expect((await withTx(ctx, scope, make)).name).toBe('CUST-00001');
  });

  it('between the last write and the commit stores nothing', async () => {
    const { organizationId, scope } = await anOrganization(direct);
    const creating = withTx(ctx, scope, async (tx) => {
      await direct.db.raw('KILL CONNECTION ?', [await connectionOf(tx)]);
    });
    // Nothing was written, but a caller that cannot tell is told so rather than a lie.
    await expect(creating).rejects.toMatchObject({
      name: 'Fault',
      code: expect.stringMatching(/^(unavailable|outcome_unknown)$/),
    });
    expect(await changesOf(direct, organizationId)).toHaveLength(2);
  });

  it('by a query that takes too long is answered as away', async () => {
    const { scope } = await anOrganization(direct);
    const slow = withTx(ctx, scope, (tx) => tx.lockingQuery('organizations').select(ctx.db.raw('SLEEP(5) AS nap')));
    await expect(slow).rejects.toMatchObject({ name: 'Fault', code: 'unavailable' });
  });
});

describe('a database that is away', () => {
  it('is told to readers and writers alike, and both work again once it is back', async () => {
    const { organizationId, scope } = await anOrganization(direct);
    const { name } = await withTx(ctx, scope, make);
    const before = await everythingOf(direct, organizationId);
    proxy.goAway();
    const away = { name: 'Fault', code: 'unavailable' };
    await expect(getDocument(ctx, { scope, definition: customer, name })).rejects.toMatchObject(away);
    await expect(withTx(ctx, scope, make)).rejects.toMatchObject(away);
    proxy.comeBack();
    expect(await everythingOf(direct, organizationId)).toBe(before);
    expect((await getDocument(ctx, { scope, definition: customer, name })).name).toBe(name);
    expect((await withTx(ctx, scope, make)).name).toBe('CUST-00002');
  });
});

/** Returns once the server has rolled back what a lost connection had begun: its locks are gone. */
async function settled(organizationId: string): Promise<void> {
  await direct.db.transaction(async (trx) => {
    await trx('organizations').where({ organization_id: organizationId }).forUpdate().select('name');
    await trx('change_counters').where({ organization_id: organizationId }).forUpdate().select('last_seq');
    await trx('naming_counters').where({ organization_id: organizationId }).forUpdate().select('prefix');
  });
}
