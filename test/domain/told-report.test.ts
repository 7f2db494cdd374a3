import type { OperationReport, StepReport } from '../../domain/operation.ts';
import { toldActions, toldDecisions, toldInput, toldReport } from '../../domain/told-report.ts';

const RETRY = { id: 'd1', step: 'invoice', action: 'retry', actor: 'MEM-00002' };
const LONG = 'x'.repeat(5_000);

describe('toldDecisions', () => {
  it.each([
    RETRY,
    { ...RETRY, action: 'mark_done', found: 'SINV-1' },
    { ...RETRY, input: { billingItem: 'TUNE-UP' } },
    { ...RETRY, input: {} },
  ])('leaves %j as it is', (decision) => {
    expect(toldDecisions('invoice', [decision])).toEqual([decision]);
  });

  it.each([undefined, null, 5, 'retry', {}, { length: 1, 0: RETRY }, [null, 7, 'retry', [], {}]])(
    'finds none in %j',
    (told) => {
      expect(toldDecisions('invoice', told)).toEqual([]);
    },
  );

  it.each([undefined, null, 5, {}, ['retry'], 'explode', 'toString', 'RETRY'])(
    'takes what does not name an action, but %j, for no decision',
    (action) => {
      expect(toldDecisions('invoice', [{ ...RETRY, action }, RETRY])).toEqual([RETRY]);
    },
  );

  it.each([undefined, null, 5, {}, [], ''])('leaves out what is %j instead of a text', (value) => {
    const told = { ...RETRY, id: value, found: value, actor: value, input: { billingItem: value, kept: 'A' } };
    expect(toldDecisions('invoice', [RETRY, told])).toEqual([
      RETRY,
      { id: '1/invoice', step: 'invoice', action: 'retry', input: { kept: 'A' }, actor: 'unknown' },
    ]);
  });

  it('cuts what is longer than it can be kept, and mends broken Unicode', () => {
    const input = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${String(index)}${LONG}`, LONG]));
    const [decision] = toldDecisions('invoice', [
      { ...RETRY, id: LONG, found: `${'x'.repeat(139)}🚐`, actor: LONG, input },
    ]);
    expect([decision?.id.length, decision?.found, decision?.actor.length]).toEqual([
      64,
      `${'x'.repeat(139)}\ufffd`,
      140,
    ]);
    const inputs = Object.entries(decision?.input ?? {});
    expect([inputs.length, inputs[0]?.[0].length, inputs[0]?.[1].length]).toEqual([20, 64, 140]);
  });
});

describe('toldActions', () => {
  it.each([
    [
      ['retry', 'compensate'],
      ['retry', 'compensate'],
    ],
    [
      ['compensate', 'explode', null, 'retry', 'retry', {}],
      ['retry', 'compensate'],
    ],
    [[], undefined],
    [['toString'], undefined],
    [undefined, undefined],
    [null, undefined],
    ['retry', undefined],
    [{ length: 1, 0: 'retry' }, undefined],
  ])('of %j knows %j', (told, known) => {
    expect(toldActions(told)).toEqual(known);
  });
});

describe('toldInput', () => {
  it.each([undefined, null, 5, 'billingItem', ['A']])('says nothing where it is %j', (told) => {
    expect(toldInput(told)).toBeUndefined();
  });
});

test('a report is told with the decisions that can be believed, and with everything else as it is', () => {
  const told = (decisions: unknown) => {
    const report: OperationReport = { status: 'parked', pivot: 'close', steps: [] };
    const step: StepReport = { step: 'invoice', status: 'failed', key: 'k', decisions: [] };
    return { ...report, steps: [Object.assign(step, { decisions })] };
  };
  expect(toldReport(told([{ ...RETRY, note: 'free text' }, null]))).toEqual(told([RETRY]));
  expect(toldReport(told(null))).toEqual(told([]));
});

test('a report is told with what may be decided about a step that waits, as far as that is known', () => {
  const told = (allows: unknown) => {
    const step: StepReport = { step: 'invoice', status: 'failed', key: 'k', decisions: [] };
    return { status: 'parked' as const, steps: [Object.assign(step, { allows })] };
  };
  expect(toldReport(told(['retry', 'explode'])).steps[0]?.allows).toEqual(['retry']);
  expect(Object.keys(toldReport(told('retry')).steps[0] ?? {})).not.toContain('allows');
});
