import { everythingOf } from '../../support/changes.ts';
import { anOperation } from '../../support/operation-reports.ts';
import { standingClock } from '../../support/standing-clock.ts';

const clock = standingClock();
const { ctx } = clock;
const at = (seconds: number) => clock.at(seconds * 1000);
const begin = () => anOperation(ctx, at(0));

describe('recordStep', () => {
  it('shows a step while it runs, before any report', async () => {
    const { report, project, storedStep } = await begin();
    await report('running');
    await project({ step: 'close', at: at(1) });
    expect(await storedStep('close')).toMatchObject({
      status: 'running',
      phase: 'do',
      attempt: 1,
      position: null,
      started_at: at(1),
      completed_at: null,
    });
    await project({ step: 'close', status: 'success', result: { billable: true }, at: at(3) });
    expect(await storedStep('close')).toMatchObject({
      status: 'success',
      result: { billable: true },
      started_at: at(1),
      completed_at: at(3),
    });
  });

  it('shows why an attempt failed, and forgets it when the next one is under way', async () => {
    const { report, project, storedStep } = await begin();
    await report('running');
    await project({ step: 'invoice', status: 'failed', error: { code: 'unavailable', message: 'Away' }, at: at(1) });
    expect(await storedStep('invoice')).toMatchObject({ status: 'failed', error_code: 'unavailable', error: 'Away' });
    await project({ step: 'invoice', attempt: 2, at: at(2) });
    expect(await storedStep('invoice')).toMatchObject({
      status: 'running',
      attempt: 2,
      error_code: null,
      error: null,
      completed_at: null,
    });
  });

  const LATER = { phase: 'do', attempt: 3, status: 'success', at: at(9) } as const;
  it.each([
    ['an older attempt', LATER, { attempt: 2, status: 'failed', at: at(5) }],
    ['an older attempt that began', LATER, { attempt: 1, at: at(1) }],
    ['the beginning of the attempt that ended', LATER, { attempt: 3, at: at(8) }],
    [
      'the step, once it is being undone',
      { ...LATER, phase: 'undo', attempt: 1, status: 'running' },
      { attempt: 4, status: 'success', at: at(8) },
    ],
    [
      'the beginning of an undo that ended',
      { ...LATER, phase: 'undo', status: 'compensated' },
      { phase: 'undo', attempt: 3, at: at(8) },
    ],
  ] as const)('is not set back by %s that comes late', async (_what, later, late) => {
    const { organizationId, report, project } = await begin();
    await report('running');
    await project({ step: 'close', ...later });
    const before = await everythingOf(ctx, organizationId);
    await project({ step: 'close', ...late });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('changes nothing when it is repeated', async () => {
    const { organizationId, report, project } = await begin();
    await report('running');
    const done = { step: 'close', status: 'success', at: at(3), result: { billable: true } } as const;
    await project(done);
    const before = await everythingOf(ctx, organizationId);
    await project(done);
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('leaves what the closing report said', async () => {
    const { organizationId, report, step, project } = await begin();
    await report('running');
    await project({ step: 'invoice', at: at(1) });
    await report('compensated', { steps: [step('invoice', { status: 'compensated' })] });
    const before = await everythingOf(ctx, organizationId);
    await project({
      step: 'invoice',
      attempt: 2,
      status: 'failed',
      error: { code: 'unavailable', message: 'late' },
      at: at(2),
    });
    expect(await everythingOf(ctx, organizationId)).toBe(before);
  });

  it('counts attempts anew when a person lets the step run again', async () => {
    const { report, step, project, storedStep } = await begin();
    await report('running');
    await project({
      step: 'invoice',
      attempt: 5,
      status: 'failed',
      error: { code: 'misconfigured', message: 'No account' },
      at: at(1),
    });
    await report('parked', { steps: [step('invoice', { status: 'failed', error: 'No account' })] });
    await report('running', { steps: [step('invoice', { status: 'running' })] });
    expect(await storedStep('invoice')).toMatchObject({ status: 'running', completed_at: null, error: null });
    await project({ step: 'invoice', attempt: 1, at: at(4) });
    await project({ step: 'invoice', attempt: 1, status: 'success', result: { name: 'SINV-2026-00001' }, at: at(5) });
    expect(await storedStep('invoice')).toMatchObject({
      status: 'success',
      attempt: 1,
      result: { name: 'SINV-2026-00001' },
      completed_at: at(5),
    });
  });

  it('keeps attempts and times when the report comes', async () => {
    const { report, step, project, storedStep } = await begin();
    await project({ step: 'close', attempt: 4, at: at(1) });
    await project({ step: 'close', attempt: 4, status: 'success', at: at(2) });
    clock.setTo(20_000);
    await report('completed', { steps: [step('close', { result: { billable: false } })] });
    expect(await storedStep('close')).toMatchObject({
      position: 0,
      attempt: 4,
      started_at: at(1),
      completed_at: at(2),
      result: { billable: false },
    });
  });

  it('of many at once ends with the newest', async () => {
    const { report, project, storedStep } = await begin();
    await report('running');
    const attempts = [4, 1, 5, 2, 3];
    await Promise.all(
      attempts.map((attempt) =>
        project({ step: 'close', attempt, status: attempt === 5 ? 'success' : 'failed', at: at(attempt) }),
      ),
    );
    expect(await storedStep('close')).toMatchObject({ attempt: 5, status: 'success' });
  });
});
