import { healedReport, type RunTruth } from '../../domain/healed-report.ts';
import { isOpen, OPERATION_STATUS, type OperationReport, type StepReport } from '../../domain/operation.ts';

const step = (name: string, over: Partial<StepReport> = {}): StepReport => ({
  step: name,
  status: 'success',
  key: `complete-job:org_1:JOB-1/run/${name}`,
  decisions: [],
  ...over,
});
const report = (over: Partial<OperationReport> = {}): OperationReport => ({ status: 'running', steps: [], ...over });
const open = (over: Partial<RunTruth> = {}): RunTruth => ({ closedAt: null, cutShort: false, report: null, ...over });
const closed = (over: Partial<RunTruth> = {}) => open({ closedAt: '2026-12-01T11:00:00.000Z', ...over });
const decision = { id: 'd1', step: 'invoice', action: 'retry', actor: 'MEM-00002' } as const;

const STORED = report({ steps: [step('close'), step('invoice', { status: 'running' })] });

describe('healedReport', () => {
  describe('of a run that goes on', () => {
    it.each(OPERATION_STATUS)('never closes what is %s, whatever the report says', (status) => {
      const healed = healedReport(STORED, open({ report: report({ status }) }));
      expect(healed === null || isOpen(healed.status)).toBe(true);
    });

    it.each([
      ['no worker answers', open()],
      ['no worker answers, whatever ended it', open({ cutShort: true })],
      ['the report says the same', open({ report: STORED })],
      ['only a step is further', open({ report: report({ steps: [step('close'), step('invoice')] }) })],
    ])('writes nothing when %s', (_when, truth) => {
      expect(healedReport(STORED, truth)).toBeNull();
    });

    it.each([
      ['waits meanwhile', report({ status: 'parked', failedStep: 'invoice', errorCode: 'misconfigured' })],
      ['has passed its pivot', report({ pivot: 'invoice' })],
      ['leaves a step to a person', report({ steps: [step('invoice', { status: 'running', allows: ['retry'] })] })],
      ['names a decision that the rows do not know', report({ steps: [step('invoice', { decisions: [decision] })] })],
    ])('writes the report when it %s', (_what, newer) => {
      expect(healedReport(STORED, open({ report: newer }))).toBe(newer);
    });

    it('writes no decision twice', () => {
      const decided = report({ steps: [step('invoice', { decisions: [decision] })] });
      expect(healedReport(decided, open({ report: decided }))).toBeNull();
    });
  });

  describe('of a run that has closed', () => {
    it.each(OPERATION_STATUS.filter((status) => !isOpen(status)))('says with its report that it is %s', (status) => {
      const last = report({ status });
      expect(healedReport(STORED, closed({ report: last }))).toBe(last);
    });

    it.each(OPERATION_STATUS.filter(isOpen))(
      'is an unknown outcome when its last report is that it is %s',
      (status) => {
        const last = report({
          status,
          failedStep: 'close',
          steps: [step('close'), step('invoice', { status: 'running' })],
        });
        expect(healedReport(report(), closed({ cutShort: true, report: last }))).toMatchObject({
          status: 'failed',
          failedStep: 'close',
          errorCode: 'outcome_unknown',
          error: expect.stringContaining('ended from outside'),
          untold: true,
          steps: [{ status: 'success' }, { step: 'invoice', status: 'unknown' }],
        });
      },
    );

    it.each([null, closed({ cutShort: true })])('leaves nothing to decide in it: %j', (truth) => {
      const parked = report({ status: 'parked', steps: [step('invoice', { status: 'failed', allows: ['retry'] })] });
      const healed = healedReport(parked, truth === null ? null : { ...truth, report: parked });
      expect(healed?.steps).toEqual([step('invoice', { status: 'failed' })]);
    });

    it('is an unknown outcome when it was ended from outside and nobody can tell of it', () => {
      expect(healedReport(STORED, closed({ cutShort: true }))).toMatchObject({
        status: 'failed',
        errorCode: 'outcome_unknown',
        steps: [{ status: 'success' }, { step: 'invoice', status: 'unknown' }],
      });
    });

    it('waits for a worker when it ended by itself and none is there to tell how', () => {
      expect(healedReport(STORED, closed())).toBeNull();
    });
  });

  describe('of a run whose end was concluded before', () => {
    const UNTOLD = { ...report({ status: 'failed', errorCode: 'outcome_unknown' }), untold: true as const };

    it.each(OPERATION_STATUS.filter(isOpen))('opens it again when it goes on after all, and is %s', (status) => {
      const newer = report({ status });
      expect(healedReport(UNTOLD, open({ report: newer }))).toBe(newer);
    });

    it.each(OPERATION_STATUS.filter((status) => !isOpen(status)))('takes over that it is %s', (status) => {
      const last = report({ status });
      expect(healedReport(UNTOLD, closed({ report: last }))).toBe(last);
    });

    it.each([
      ['Temporal still does not know it', null],
      ['it is still ended from outside', closed({ cutShort: true })],
      ['its last report is still an open one', closed({ cutShort: true, report: report({ status: 'parked' }) })],
      ['it goes on, and no worker can say how', open()],
    ])('concludes nothing again while %s', (_while, truth) => {
      expect(healedReport(UNTOLD, truth)).toBeNull();
    });
  });

  it('says of a run that Temporal does not know that its outcome is unknown, and what to look at', () => {
    expect(healedReport(STORED, null)).toMatchObject({
      status: 'failed',
      errorCode: 'outcome_unknown',
      error: expect.stringMatching(/does not know the run.*document and its papers/),
      steps: [{ status: 'success' }, { status: 'unknown' }],
    });
  });
});
