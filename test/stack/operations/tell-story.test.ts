import { OperationReply } from '../../../stack/operations/replies.ts';
import { tellStory } from '../../../stack/operations/tell-story.ts';
import { anOperation, aParkedOperation, aStep } from './serve-operations.ts';

const aDecision = (change: Record<string, unknown>) => ({
  id: 'd1',
  action: 'retry',
  step: 'invoice',
  by: 'MEM-2',
  at: '2026-12-01T11:05:00.000Z',
  note: 'Enabled again',
  found: null,
  input: null,
  state: 'taken',
  ...change,
});
const story = (operation: unknown): string[] => tellStory(OperationReply.parse(operation));

describe('the story of an operation', () => {
  it('tells what waits, how often it was tried, and why', () => {
    expect(story(aParkedOperation())).toEqual([
      '✓ close      job closed',
      '✗ invoice    needs other settings  (tried 3 times)  The billing account is disabled',
      '= parked',
    ]);
  });

  it.each([
    ['success', '✓ tidy       done'],
    ['running', '… tidy       under way'],
    ['pending', '· tidy       not begun'],
    ['failed', '✗ tidy       failed'],
    ['unknown', '? tidy       nobody knows whether it happened'],
    ['compensated', '↺ tidy       undone'],
    ['compensation_failed', '! tidy       could not be undone'],
    ['skipped', '» tidy       skipped'],
    ['marked_done', '✓ tidy       marked as done by hand'],
    ['brand_new', '· tidy       brand_new'],
  ])('has words for a step that is %s', (status, line) => {
    expect(story(anOperation({ steps: [aStep('tidy', { status })] }))[0]).toBe(line);
  });

  it.each([
    [null, 'delivery refused'],
    ['conflict', 'delivery refused'],
    ['misconfigured', 'needs other settings'],
    ['unavailable', 'failed'],
    ['brand_new', 'failed'],
  ])('calls refused only what was: a step that failed by %j', (code, words) => {
    const step = aStep('delivery', { status: 'failed', error: { code, detail: 'Why' } });
    expect(story(anOperation({ steps: [step] }))[0]).toBe(`✗ delivery   ${words}  Why`);
  });

  it('calls cancelled only what there was', () => {
    const steps = [
      aStep('close', { status: 'compensated', result: { billable: true } }),
      aStep('invoice', { status: 'compensated', result: { name: 'SINV-1' } }),
      aStep('delivery', { status: 'compensated', error: { code: 'outcome_unknown', detail: 'Lost' } }),
    ];
    expect(story(anOperation({ status: 'compensated', failedStep: 'delivery', steps })).slice(0, 3)).toEqual([
      '↺ close      job opened again, as it was',
      '↺ invoice    invoice cancelled  SINV-1',
      '↺ delivery   nothing of it stays  Lost',
    ]);
  });

  it('tells a step that is being tried again, with its last error', () => {
    const error = { code: 'unavailable', detail: 'No answer in time' };
    const step = aStep('invoice', { status: 'running', attempts: 7, error });
    expect(story(anOperation({ status: 'running', steps: [step] }))[0]).toBe(
      '… invoice    being tried again  (tried 7 times)  No answer in time',
    );
  });

  it('tells who decided what, when and why, and what was left behind', () => {
    const decisions = [
      aDecision({ input: { billing_item: 'SERVICE' } }),
      aDecision({ action: 'mark_done', found: 'SINV-9', note: null, state: 'refused' }),
    ];
    const step = aStep('invoice', { result: { name: 'SINV-1' }, decisions, leftBehind: 'the invoice stays' });
    expect(story(anOperation({ steps: [step] }))).toEqual([
      '✓ invoice    invoice submitted  SINV-1',
      '    decided: retry billing_item=SERVICE by MEM-2 on 2026-12-01 11:05:00Z: Enabled again',
      '    decided: mark_done found SINV-9 by MEM-2 on 2026-12-01 11:05:00Z (refused)',
      '    left behind: the invoice stays',
      '= completed',
    ]);
  });

  it('tells a cancellation, and by whom it was called settled', () => {
    const operation = anOperation({
      status: 'resolved',
      decisions: [
        aDecision({ action: 'cancel', step: null, note: 'Wrong job' }),
        aDecision({ action: 'resolve', step: null, note: 'Billed by hand' }),
      ],
      resolution: { by: 'MEM-3', at: '2026-12-02T08:00:00.000Z', note: 'Billed by hand', was: 'cancelled' },
    });
    expect(story(operation).slice(-3)).toEqual([
      'decided: cancel by MEM-2 on 2026-12-01 11:05:00Z: Wrong job',
      '= resolved',
      '  it had ended as cancelled; called settled by MEM-3 on 2026-12-02 08:00:00Z: Billed by hand',
    ]);
  });
});
