import { pendingMigrations } from '../../../../activities/context/database/pending-migrations.ts';
import { contextWithoutSystems } from '../../../support/api-context.ts';
import { testContext } from '../../../support/context.ts';
import { emptyDatabase } from '../../../support/empty-database.ts';

const ctx = testContext();
const away = contextWithoutSystems();
const empty = emptyDatabase(ctx);

interface Ran {
  name: string;
}
const ran = async (): Promise<string[]> =>
  (await ctx.db<Ran>('knex_migrations').orderBy('name').select('name')).map(({ name }) => name);

describe('pendingMigrations', () => {
  it('names none where all have run, also none that only the database knows', async () => {
    expect(await pendingMigrations(ctx)).toEqual([]);
    await empty.raw('CREATE TABLE knex_migrations (name VARCHAR(255))');
    await empty<Ran>('knex_migrations').insert([...(await ran()), '29990101000000_later.ts'].map((name) => ({ name })));
    expect(await pendingMigrations({ db: empty })).toEqual([]);
    await empty.raw('DROP TABLE knex_migrations');
  });

  it('names every one, in order, where nothing ever ran', async () => {
    expect(await pendingMigrations({ db: empty })).toEqual(await ran());
  });

  it('names those that are missing', async () => {
    const [first, ...rest] = await ran();
    await empty.raw('CREATE TABLE knex_migrations (name VARCHAR(255))');
    await empty<Ran>('knex_migrations').insert(rest.map((name) => ({ name })));
    expect(await pendingMigrations({ db: empty })).toEqual([first]);
    await empty.raw('DROP TABLE knex_migrations');
  });

  it('is unavailable while the database is away', async () => {
    await expect(pendingMigrations(away.ctx)).rejects.toMatchObject({ name: 'Fault', code: 'unavailable' });
  });
});
