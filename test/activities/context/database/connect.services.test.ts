import { connectDatabase } from '../../../../activities/context/database/connect.ts';
import { databaseFault } from '../../../../activities/context/database/database-error.ts';
import { testContext } from '../../../support/context.ts';
import { openTcpProxy } from '../../../support/tcp-proxy.ts';

const ctx = testContext();

async function answer(sql: string, bindings: string[] = []): Promise<Record<string, unknown>> {
  const [[row]] = await ctx.db.raw<readonly [Record<string, unknown>[], unknown]>(sql, bindings);
  return row ?? {};
}

describe('a connection', () => {
  it('is set up as the transactions need it, whatever the server says', async () => {
    const settings = await answer(
      'SELECT @@session.time_zone AS zone, @@session.innodb_snapshot_isolation AS snapshot, @@session.innodb_lock_wait_timeout AS lockWait, @@session.max_statement_time AS longest, @@session.sql_mode AS mode, @@session.character_set_client AS charset',
    );
    expect(settings).toMatchObject({ zone: '+00:00', snapshot: 1, lockWait: 5, longest: 10, charset: 'utf8mb4' });
    expect(String(settings['mode']).split(',')).toEqual(
      expect.arrayContaining(['STRICT_ALL_TABLES', 'ONLY_FULL_GROUP_BY', 'NO_ZERO_DATE']),
    );
    const { level } = await answer(
      "SELECT variable_value AS level FROM information_schema.session_variables WHERE variable_name = 'tx_isolation'",
    );
    expect(level).toBe('READ-COMMITTED');
  });

  it('is set up so each time, for every connection of the pool', async () => {
    const zones = await Promise.all(
      Array.from({ length: 8 }, () => answer('SELECT @@session.time_zone AS zone, CONNECTION_ID() AS id')),
    );
    expect(new Set(zones.map(({ zone }) => zone))).toEqual(new Set(['+00:00']));
    expect(new Set(zones.map(({ id }) => id)).size).toBeGreaterThan(1);
  });

  it('answers times and JSON as texts, and decimals and amounts as numbers', async () => {
    const row = await answer(
      "SELECT CAST('2026-11-25 09:30:00.123' AS DATETIME(3)) AS at, CAST('2026-11-25' AS DATE) AS day, CAST('-123456789012.345' AS DECIMAL(18, 3)) AS number, CAST(999999999999999 AS SIGNED) AS amount, JSON_OBJECT('a', 1) AS stored",
    );
    expect(row).toEqual({
      at: '2026-11-25 09:30:00.123',
      day: '2026-11-25',
      number: -123456789012.345,
      amount: 999_999_999_999_999,
      stored: '{"a": 1}',
    });
  });

  it('carries every character there and back', async () => {
    for (const text of ['🚐 Ωμέγα', "'; DROP TABLE users; -- ", '\\', '\u2028', 'a ', '%_'])
      expect(await answer('SELECT ? AS text', [text])).toEqual({ text });
  });

  it('refuses what it would have to cut', async () => {
    await expect(
      ctx.db.raw(
        "INSERT INTO users (id, email, full_name, status, created_at) VALUES (REPEAT('x', 65), 'a', 'b', 'active', NOW())",
      ),
    ).rejects.toMatchObject({ errno: 1406 });
  });
});

describe('a server that is away', () => {
  it('is answered by a failure that says so, and is used again once it is back', async () => {
    const proxy = await openTcpProxy(ctx.config.DATABASE_URL);
    const db = connectDatabase({ ...ctx.config, DATABASE_URL: proxy.url, DATABASE_QUERY_TIMEOUT_MS: 500 }, ctx.log);
    const look = () => db.raw('SELECT 1');
    await look();
    proxy.goAway();
    const refusal: unknown = await look().catch((error: unknown) => databaseFault(error));
    expect(refusal).toMatchObject({ name: 'Fault', code: 'unavailable' });
    proxy.comeBack();
    await expect(look()).resolves.toBeDefined();
    await db.destroy();
    await proxy.close();
  });

  it('that does not answer at all holds nobody longer than the time allowed, however many ask in turn', async () => {
    const proxy = await openTcpProxy(ctx.config.DATABASE_URL);
    const db = connectDatabase({ ...ctx.config, DATABASE_URL: proxy.url, DATABASE_QUERY_TIMEOUT_MS: 500 }, ctx.log);
    const look = () => db.raw('SELECT 1').catch((error: unknown) => databaseFault(error));
    await Promise.all([look(), look(), look(), look()]);
    proxy.stall();
    for (let wave = 0; wave < 3; wave += 1) {
      const began = Date.now();
      const refusals: unknown[] = await Promise.all(Array.from({ length: 8 }, look));
      for (const refusal of refusals) expect(refusal).toMatchObject({ name: 'Fault', code: 'unavailable' });
      expect(Date.now() - began).toBeLessThan(20_000);
    }
    await proxy.close();
    await db.destroy();
  });
});
