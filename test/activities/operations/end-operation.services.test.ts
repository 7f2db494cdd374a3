import { acceptCancellation } from '../../../activities/operations/accept-cancellation.ts';
import { resolveOperation } from '../../../activities/operations/resolve-operation.ts';
import { job } from '../../../domain/dispatch/job.ts';
import type { OperationStatus } from '../../../domain/operation.ts';
import { GIVEN_ROLES, mayDo } from '../../../domain/permissions.ts';
import { changesOf, everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { anOperation } from '../../support/operation-reports.ts';
import { anOrganization } from '../../support/organizations.ts';

const ctx = testContext();
const NOTE = 'The customer has called the visit off.';

async function anOperationThatIs(status: OperationStatus, over: { pivot?: string } = {}) {
  const operation = await anOperation(ctx, ctx.now().toISOString());
  const { organizationId, scope, id, report } = operation;
  await report(status, over);
  const input = { scope, operation: id, note: NOTE };
  const cancel = (other: Partial<typeof input> = {}) => acceptCancellation(ctx, { ...input, ...other });
  const resolve = (other: Partial<typeof input> = {}) => resolveOperation(ctx, { ...input, ...other });
  const everything = () => everythingOf(ctx, organizationId);
  const notes = async () => (await changesOf(ctx, organizationId)).filter(({ operation: kind }) => kind === 'note');
  return { ...operation, cancel, resolve, everything, notes };
}

const OTHER = { note: 'Another reason' };

describe('acceptCancellation', () => {
  it.each(['running', 'parked'] as const)(
    'accepts it for one that is %s, and keeps who asked and why',
    async (status) => {
      const { scope, run, cancel, stored, notes } = await anOperationThatIs(status);
      const { workflowId, runId } = run;
      expect(await cancel()).toEqual({ run: { workflowId, runId }, taken: false });
      expect((await stored()).decisions).toMatchObject([
        { action: 'cancel', step_name: null, note: NOTE, actor: scope.actor, state: 'asked' },
      ]);
      expect(await notes()).toEqual([]);
    },
  );

  it('twice it is one cancellation, before and after the run is being undone because of it', async () => {
    const { cancel, report, everything } = await anOperationThatIs('running');
    await cancel();
    const asked = await everything();
    expect(await cancel()).toMatchObject({ taken: false });
    expect(await everything()).toBe(asked);
    for (const status of ['compensating', 'compensation_failed', 'cancelled'] as const) {
      await report(status);
      const taken = await everything();
      expect(await cancel()).toMatchObject({ taken: true });
      expect(await everything()).toBe(taken);
    }
    await expect(cancel(OTHER)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('keeps each person who asked and each reason, while nothing has come of it', async () => {
    const { scope, cancel, stored } = await anOperationThatIs('running');
    await cancel();
    expect(await cancel({ scope: { ...scope, actor: 'MEM-00002' }, note: 'Second thoughts' })).toMatchObject({
      taken: false,
    });
    expect((await stored()).decisions.map(({ actor, note }) => [actor, note]).sort()).toEqual(
      [
        [scope.actor, NOTE],
        ['MEM-00002', 'Second thoughts'],
      ].sort(),
    );
  });

  it.each([
    ['compensating', 'being undone already'],
    ['compensation_failed', 'waits for a decision'],
    ['completed', 'completed already'],
    ['compensated', 'compensated already'],
    ['cancelled', 'cancelled already'],
    ['failed', 'failed already'],
  ] as const)('refuses one that is %s', async (status, words) => {
    const { cancel, everything } = await anOperationThatIs(status);
    const before = await everything();
    await expect(cancel()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(words) });
    expect(await everything()).toBe(before);
  });

  it.each(['running', 'parked'] as const)('refuses one that is %s and has passed its pivot', async (status) => {
    const { cancel, everything } = await anOperationThatIs(status, { pivot: 'settle' });
    const before = await everything();
    const message = expect.stringMatching(/passed step 'settle' and can only go forward/);
    await expect(cancel()).rejects.toMatchObject({ code: 'conflict', message });
    expect(await everything()).toBe(before);
  });
});

describe('resolveOperation', () => {
  it.each(['compensated', 'cancelled', 'failed'] as const)('settles one that is %s', async (status) => {
    const { scope, id, resolve, stored, notes } = await anOperationThatIs(status);
    await resolve();
    expect(await stored()).toMatchObject({
      status,
      resolved_by: scope.actor,
      resolution: NOTE,
      resolved_at: expect.any(String),
      decisions: [{ action: 'resolve', note: NOTE, actor: scope.actor, state: 'taken' }],
    });
    expect(await notes()).toMatchObject([
      { actor: scope.actor, cause: id, changes: { decision: [null, { action: 'resolve' }] } },
    ]);
    expect(JSON.stringify(await notes())).not.toContain(NOTE);
  });

  it('twice it is settled once, and another reason is refused', async () => {
    const { resolve, everything } = await anOperationThatIs('compensated');
    await Promise.all([resolve(), resolve(), resolve()]);
    const before = await everything();
    await resolve();
    await expect(resolve(OTHER)).rejects.toMatchObject({ code: 'conflict' });
    expect(await everything()).toBe(before);
  });

  it.each(['running', 'compensating', 'parked', 'compensation_failed', 'completed'] as const)(
    'refuses one that is %s',
    async (status) => {
      const { resolve, everything } = await anOperationThatIs(status);
      const before = await everything();
      await expect(resolve()).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('Operation'),
      });
      expect(await everything()).toBe(before);
    },
  );
});

describe.each(['cancel', 'resolve'] as const)('whoever may not repair: %s', (verb) => {
  const status = verb === 'cancel' ? 'running' : 'failed';

  it.each(GIVEN_ROLES.filter((role) => !mayDo(job, [role], 'repair')))('%s', async (role) => {
    const { scope, everything, ...verbs } = await anOperationThatIs(status);
    const before = await everything();
    const code = mayDo(job, [role], 'read') ? 'forbidden' : 'not_found';
    await expect(verbs[verb]({ scope: { ...scope, roles: [role] } })).rejects.toMatchObject({ code });
    expect(await everything()).toBe(before);
  });

  it('another organization', async () => {
    const { everything, ...verbs } = await anOperationThatIs(status);
    const before = await everything();
    const { scope } = await anOrganization(ctx);
    await expect(verbs[verb]({ scope })).rejects.toMatchObject({ code: 'not_found' });
    expect(await everything()).toBe(before);
  });
});
