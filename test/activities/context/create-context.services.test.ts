import { once } from 'node:events';

import { closeContext, createContext } from '../../../activities/context/create-context.ts';
import { customer } from '../../../domain/records/customer.ts';
import { testContext } from '../../support/context.ts';
import { create } from '../../support/documents.ts';
import { anOrganization } from '../../support/organizations.ts';

const NOBODY = '127.0.0.1:1';
const ctx = testContext();

describe('createContext', () => {
  it('reaches both servers', async () => {
    if (ctx.redis.status !== 'ready') await once(ctx.redis, 'ready');
    await ctx.redis.set(`test:${String(process.pid)}`, 'there', 'PX', 10_000);
    expect(await ctx.redis.get(`test:${String(process.pid)}`)).toBe('there');
    await expect(ctx.db.raw('SELECT 1')).resolves.toBeDefined();
  });

  it('is made while the servers are away: a process starts, and says so when asked', async () => {
    const away = createContext(
      {
        ...ctx.config,
        DATABASE_URL: `mysql://a:b@${NOBODY}/c`,
        REDIS_URL: `redis://${NOBODY}`,
        DATABASE_QUERY_TIMEOUT_MS: 500,
      },
      'test',
    );
    await expect(away.redis.get('anything')).rejects.toThrow();
    await expect(away.db.raw('SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await closeContext(away);
  });

  it('needs no Redis for a correct answer', async () => {
    const { scope } = await anOrganization(ctx);
    const without = createContext({ ...ctx.config, REDIS_URL: `redis://${NOBODY}` }, 'test');
    const made = await create(without, { scope, definition: customer, values: { customer_name: 'A' } });
    expect(made.name).toBe('CUST-00001');
    await closeContext(without);
  });
});
