import { createTemporalClient } from '../../../temporal/client.ts';
import { applySchedules } from '../../../temporal/schedules/apply-schedules.ts';
import { SCHEDULES, type Schedule } from '../../../temporal/schedules/schedules.ts';
import { testPayloadKeys } from '../../support/payload-keys.ts';
import { temporalAddress } from '../../support/temporal.ts';
import { aNamespace } from '../../support/worker-process.ts';

async function begin() {
  const client = createTemporalClient({
    address: temporalAddress(),
    namespace: await aNamespace(),
    payloadKeys: testPayloadKeys(),
  });
  const describe = (id: string) => client.schedule.getHandle(id).describe();
  return { client, describe, end: () => client.connection.close() };
}
const [HEALING = undefined] = SCHEDULES;
const healing = (over: Partial<Schedule> = {}): Schedule[] => (HEALING === undefined ? [] : [{ ...HEALING, ...over }]);

describe('applySchedules', () => {
  it('makes every schedule, with all that decides when it runs', async () => {
    const { client, describe: known, end } = await begin();
    await applySchedules(client);
    const { spec, policies, action, state } = await known('heal-operations');
    expect({ spec, policies, action, state }).toMatchObject({
      spec: { intervals: [{ every: 900_000 }], jitter: 60_000, timezone: 'UTC' },
      policies: { overlap: 'SKIP', catchupWindow: 60_000 },
      action: {
        workflowType: 'healOperations',
        taskQueue: 'core',
        args: [{ batch: 20, goesPerRun: 200 }],
        workflowExecutionTimeout: 720_000,
      },
      state: { paused: false },
    });
    await end();
  });

  it('changes nothing the second time, nor when several do it at once', async () => {
    const { client, describe: known, end } = await begin();
    await Promise.all([applySchedules(client), applySchedules(client), applySchedules(client)]);
    const before = await known('heal-operations');
    await applySchedules(client);
    const after = await known('heal-operations');
    expect(after.raw.conflictToken).toEqual(before.raw.conflictToken);
    expect(after.info.lastUpdatedAt).toBeUndefined();
    await end();
  });

  it.each<[what: string, over: Partial<Schedule>]>([
    ['how often', { everyMs: 1_800_000 }],
    ['what it is given', { input: { batch: 50 } }],
    ['how long it may take', { executionTimeoutMs: 300_000 }],
    ['how late it may begin', { catchupWindowMs: 120_000 }],
    ['how much it is spread', { jitterMs: 5_000 }],
  ])('writes it anew when another version says %s', async (_what, over) => {
    const { client, describe: known, end } = await begin();
    await applySchedules(client, healing());
    await applySchedules(client, healing(over));
    const written = await known('heal-operations');
    expect(written.info.lastUpdatedAt).toBeInstanceOf(Date);
    await applySchedules(client, healing(over));
    expect((await known('heal-operations')).raw.conflictToken).toEqual(written.raw.conflictToken);
    await end();
  });

  it('leaves one paused that an operator paused, also when it is written anew', async () => {
    const { client, describe: known, end } = await begin();
    await applySchedules(client, healing());
    await client.schedule.getHandle('heal-operations').pause('maintenance');
    await applySchedules(client, healing());
    await applySchedules(client, healing({ everyMs: 1_800_000 }));
    expect((await known('heal-operations')).state).toMatchObject({ paused: true, note: 'maintenance' });
    await end();
  });
});
