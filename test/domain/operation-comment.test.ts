import { operationComment, situationOf } from '../../domain/operation-comment.ts';
import { OPERATION_STATUS, type Decision, type OperationReport, type StepReport } from '../../domain/operation.ts';
import { HOSTILE_TEXTS } from './documents/field-cases.ts';

const SUBJECT = { id: 'complete-job.JOB-1.run', kind: 'complete-job', requestedBy: 'MEM-00001' };
const step = (name: string, over: Partial<StepReport> = {}): StepReport => ({
  step: name,
  status: 'success',
  key: name,
  decisions: [],
  ...over,
});
const report = (over: Partial<OperationReport>): OperationReport => ({ status: 'running', steps: [], ...over });
const decided = (over: Partial<Decision> = {}): Decision => ({
  id: 'd1',
  step: 'invoice',
  action: 'retry',
  actor: 'MEM-00002',
  ...over,
});
const REFUSED = { status: 'failed', errorCode: 'misconfigured', error: 'Item OLD-SERVICE is disabled' } as const;

describe('operationComment', () => {
  it.each([
    ['goes on', report({ status: 'running', steps: [step('close')] })],
    ['is being undone', report({ status: 'compensating', steps: [step('close')] })],
    ['just completed', report({ status: 'completed', steps: [step('close'), step('invoice')] })],
  ])('says nothing of one that %s', (_what, told) => {
    expect(operationComment(SUBJECT, told)).toBeNull();
  });

  it('tells of one that waits what failed and why, what is done, and what to do', () => {
    const steps = [step('close'), step('invoice', REFUSED)];
    expect(operationComment(SUBJECT, report({ status: 'parked', failedStep: 'invoice', steps }))).toBe(
      [
        "'complete job', asked for by MEM-00001, waits for a person's decision.",
        "Step 'invoice' failed: Item OLD-SERVICE is disabled",
        'Done: close.',
        'Decide how operation complete-job.JOB-1.run goes on.',
      ].join('\n'),
    );
  });

  it('tells of one whose undo failed what could not be undone, and what was', () => {
    const steps = [
      step('close'),
      step('invoice', { status: 'compensation_failed', error: 'It has payments', result: { name: 'SINV-2026-00017' } }),
      step('timesheet', { status: 'compensated', result: { name: 'TS-2026-00031' } }),
    ];
    const told = operationComment(SUBJECT, report({ status: 'compensation_failed', steps }));
    expect(told?.split('\n')).toEqual([
      "'complete job', asked for by MEM-00001, could not be undone as a whole and waits for a person's decision.",
      "Step 'invoice' could not be undone: It has payments",
      'Done: close.',
      'Undone: timesheet (TS-2026-00031).',
      'Decide how operation complete-job.JOB-1.run goes on.',
    ]);
  });

  it('tells of one that was undone why, what was undone, and what remains', () => {
    const steps = [
      step('close', { status: 'compensated' }),
      step('invoice', { ...REFUSED, status: 'compensated' }),
      step('activity', { leftBehind: "A note in the customer's history" }),
    ];
    const told = operationComment(SUBJECT, report({ status: 'compensated', error: REFUSED.error, steps }));
    expect(told?.split('\n')).toEqual([
      "'complete job', asked for by MEM-00001, did not complete. Not everything that it had done was undone.",
      "Step 'invoice' failed: Item OLD-SERVICE is disabled",
      'Done: activity.',
      'Undone: close, invoice.',
      "What remains of step 'activity': A note in the customer's history.",
      'Cure the cause and ask for it again, or mark operation complete-job.JOB-1.run as resolved.',
    ]);
  });

  it('tells of one that completed after decisions who decided what', () => {
    const steps = [
      step('invoice', {
        status: 'marked_done',
        result: { name: 'SINV-2026-00017' },
        decisions: [
          decided({ input: { billingItem: 'SERVICE' } }),
          decided({ id: 'd2', action: 'mark_done', found: 'SINV-2026-00017', actor: 'MEM-00003' }),
        ],
      }),
      step('delivery', { ...REFUSED, status: 'skipped', decisions: [decided({ action: 'skip', step: 'delivery' })] }),
    ];
    expect(operationComment(SUBJECT, report({ status: 'completed', steps }))?.split('\n')).toEqual([
      "'complete job', asked for by MEM-00001, completed, though not by itself or not with everything.",
      "Step 'delivery' failed: Item OLD-SERVICE is disabled",
      'Done: invoice (SINV-2026-00017).',
      'Left out: delivery.',
      "MEM-00002 decided to try step 'invoice' again, with another billingItem.",
      "MEM-00003 decided that step 'invoice' was done by hand, as SINV-2026-00017.",
      "MEM-00002 decided to leave out step 'delivery'.",
      'Its report: operation complete-job.JOB-1.run.',
    ]);
  });

  it('tells of an undo that a person left out what stands, and of one done by hand that it is undone', () => {
    const steps = [
      step('invoice', {
        status: 'success',
        result: { name: 'SINV-2026-00017' },
        error: 'It has payments',
        leftBehind: "What step 'invoice' did: SINV-2026-00017",
        decisions: [decided({ action: 'skip' })],
      }),
      step('delivery', {
        status: 'compensated',
        result: { name: 'DN-2026-00002' },
        decisions: [decided({ action: 'mark_done', step: 'delivery' })],
      }),
    ];
    expect(operationComment(SUBJECT, report({ status: 'compensated', steps }))?.split('\n')).toEqual([
      "'complete job', asked for by MEM-00001, did not complete. Not everything that it had done was undone.",
      "Step 'invoice' could not be undone: It has payments",
      'Done: invoice (SINV-2026-00017).',
      'Undone: delivery (DN-2026-00002).',
      "What remains of step 'invoice': What step 'invoice' did: SINV-2026-00017.",
      "MEM-00002 decided that what step 'invoice' did is to stay.",
      "MEM-00002 decided that what step 'delivery' did was taken back by hand.",
      'Cure the cause and ask for it again, or mark operation complete-job.JOB-1.run as resolved.',
    ]);
  });

  it.each<[what: string, status: StepReport['status'], decisions: Partial<Decision>[], told: string[]]>([
    ['left out, then undone', 'compensated', [{ action: 'skip' }], ["to leave out step 'invoice'"]],
    ['left out, while its undo waits', 'compensation_failed', [{ action: 'skip' }], ["to leave out step 'invoice'"]],
    [
      'left out, its undo tried again and left out',
      'skipped',
      [{ action: 'skip' }, { action: 'retry' }, { action: 'skip' }],
      ["to leave out step 'invoice'", "to try again to undo step 'invoice'", "that what step 'invoice' did is to stay"],
    ],
    [
      'given up, its undo tried again and done by hand',
      'compensated',
      [{ action: 'retry' }, { action: 'compensate' }, { action: 'retry' }, { action: 'mark_done' }],
      [
        "to try step 'invoice' again",
        "to undo the operation from step 'invoice' on",
        "to try again to undo step 'invoice'",
        "that what step 'invoice' did was taken back by hand",
      ],
    ],
    [
      'done by hand, then undone',
      'compensated',
      [{ action: 'mark_done', found: 'SINV-1' }],
      ["that step 'invoice' was done by hand, as SINV-1"],
    ],
    ['unknown, its undo left out', 'unknown', [{ action: 'skip' }], ["that what step 'invoice' did is to stay"]],
  ])('tells decisions about a step from those about its undo: %s', (_what, status, made, told) => {
    const decisions = made.map((over) => decided(over));
    const text = operationComment(
      SUBJECT,
      report({ status: 'compensated', steps: [step('invoice', { status, decisions })] }),
    );
    const said = text?.split('\n').filter((line) => line.startsWith('MEM-00002'));
    expect(said).toEqual(told.map((what) => `MEM-00002 decided ${what}.`));
  });

  it.each([
    ['failed after the point of no return', 'failed', 'What it had done stays.'],
    ['was cancelled, though something stays', 'cancelled', 'Not everything that it had done was undone.'],
  ] as const)('never says that all was undone where something stands: %s', (_what, status, sentence) => {
    const steps = [step('invoice', { leftBehind: "What step 'invoice' did" })];
    expect(operationComment(SUBJECT, report({ status, errorCode: 'conflict', steps }))).toContain(sentence);
  });

  it('counts nothing as standing where a step only failed', () => {
    const steps = [step('activity', { ...REFUSED, leftBehind: 'The note is missing' })];
    expect(operationComment(SUBJECT, report({ status: 'compensated', steps }))).toContain(
      'What it had done was undone.',
    );
  });

  it.each(['running', 'compensating', 'parked'] as const)(
    'tells of one that was thought to have ended that it is %s',
    (status) => {
      const told = operationComment({ ...SUBJECT, openedAgain: true }, report({ status }));
      expect(told).toContain(
        status === 'parked' ? "waits for a person's decision" : 'goes on, although it was thought',
      );
      expect(told).toContain(status === 'parked' ? 'Decide how operation' : 'Its report: operation');
    },
  );

  it('tells of one that completed without something what is missing', () => {
    const steps = [step('close'), step('activity', { ...REFUSED, leftBehind: 'The note is missing' })];
    const told = operationComment(SUBJECT, report({ status: 'completed', steps }));
    expect(told).toContain("What remains of step 'activity': The note is missing.");
  });

  it.each([
    ['was cancelled', { status: 'cancelled' }, 'was cancelled. What it had done was undone.'],
    ['had nothing to undo', { status: 'failed', errorCode: 'conflict' }, 'There was nothing to undo.'],
    ['ended untold', { status: 'failed', errorCode: 'outcome_unknown' }, 'ended without telling how'],
  ] as const)('tells of one that %s', (_what, over, sentence) => {
    expect(operationComment(SUBJECT, report(over))).toContain(sentence);
  });

  it('names who cancelled it, when that is known', () => {
    const told = operationComment({ ...SUBJECT, cancelledBy: 'MEM-00004' }, report({ status: 'cancelled' }));
    expect(told).toContain('MEM-00004 cancelled the operation.');
  });

  it('says why, also when no step says so, and says it once', () => {
    const told = (error: string) =>
      operationComment(SUBJECT, report({ status: 'failed', error, steps: [step('invoice', REFUSED)] }))?.split('\n');
    expect(told('The worker was too old')).toContain('Reason: The worker was too old');
    expect(told(REFUSED.error)?.filter((line) => line.includes(REFUSED.error))).toHaveLength(1);
  });

  it('says of a step that may have happened that this is not known', () => {
    const steps = [step('invoice', { status: 'unknown', error: 'No answer came in time' })];
    expect(operationComment(SUBJECT, report({ status: 'parked', steps }))).toContain(
      "Whether step 'invoice' happened is not known: No answer came in time",
    );
  });

  it.each(['\u0000\u0007', '\ud800', 'x'.repeat(20_000), '🚐'.repeat(9_000), ...HOSTILE_TEXTS])(
    'stays a text that a document may hold, whatever a system answered: %j',
    (error) => {
      const told = operationComment(SUBJECT, report({ status: 'failed', error })) ?? '';
      expect(told.length).toBeLessThanOrEqual(10_000);
      expect(told).toMatch(/^[^\u0000-\u0009\u000b-\u001f\u007f\ud800-\udfff]*$/u);
    },
  );
});

describe('situationOf', () => {
  const waiting = (over: Partial<StepReport> = {}, ...also: StepReport[]) =>
    report({
      status: 'parked',
      steps: [step('invoice', { ...REFUSED, errorCode: 'misconfigured', ...over }), ...also],
    });

  it('tells apart for what an operation waits, and its end', () => {
    const situations = [
      waiting(),
      waiting({}, step('delivery', REFUSED)),
      waiting({ step: 'timesheet' }),
      waiting({ errorCode: 'outcome_unknown' }),
      waiting({ status: 'unknown' }),
      { ...waiting(), failedStep: 'delivery' },
      ...OPERATION_STATUS.filter((status) => status !== 'parked').map((status) => ({ ...waiting(), status })),
    ].map(situationOf);
    expect(new Set(situations).size).toBe(situations.length);
  });

  it('is the same where it waits again for the same, whatever was decided meanwhile and however it is worded', () => {
    const again = waiting({ decisions: [decided(), decided({ id: 'd2' })], error: 'Another account is disabled' });
    expect(situationOf(again)).toBe(situationOf(waiting()));
  });
});
