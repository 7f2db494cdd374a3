import { down, up } from '../../migrations/20261125030008_let_steps_tell_what_may_be_decided.ts';
import { testContext } from '../support/context.ts';
import { emptyDatabase } from '../support/empty-database.ts';

const db = emptyDatabase(testContext());

const told = async (): Promise<unknown> =>
  (
    await db<{ operation_id: string; step_name: string; allows: string | null }>('operation_steps')
      .orderBy(['operation_id', 'step_name'])
      .select()
  ).map(({ operation_id, step_name, allows }) => [operation_id, step_name, allows]);

test('what waited before tells of itself what every such step allows, so that it is still found and decided', async () => {
  await db.raw(
    'CREATE TABLE operations (organization_id VARCHAR(64), id VARCHAR(64), status VARCHAR(20), failed_step VARCHAR(64))',
  );
  await db.raw(
    'CREATE TABLE operation_steps (organization_id VARCHAR(64), operation_id VARCHAR(64), step_name VARCHAR(64), status VARCHAR(20), decisions JSON)',
  );
  const own = { organization_id: 'org_1' };
  await db('operations').insert([
    { ...own, id: 'ended', status: 'compensated', failed_step: 'invoice' },
    { ...own, id: 'parked', status: 'parked', failed_step: 'invoice' },
    { ...own, id: 'undoing', status: 'compensation_failed', failed_step: 'invoice' },
    { organization_id: 'org_2', id: 'ended', status: 'parked', failed_step: 'invoice' },
  ]);
  const step = (operation_id: string, step_name: string, status: string) => ({
    ...own,
    operation_id,
    step_name,
    status,
    decisions: '[]',
  });
  await db('operation_steps').insert([
    step('ended', 'invoice', 'failed'),
    step('parked', 'close', 'success'),
    step('parked', 'invoice', 'failed'),
    step('undoing', 'close', 'compensation_failed'),
    step('undoing', 'invoice', 'failed'),
  ]);
  await up(db);
  const after = [
    ['ended', 'invoice', null],
    ['parked', 'close', null],
    ['parked', 'invoice', '["retry"]'],
    ['undoing', 'close', '["retry","skip","mark_done"]'],
    ['undoing', 'invoice', null],
  ];
  expect(await told()).toEqual(after);
  await up(db);
  expect(await told()).toEqual(after);
  await down(db);
  expect(await db('operation_steps').columnInfo()).not.toHaveProperty('allows');
});
