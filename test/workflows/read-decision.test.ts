import { readDecision } from '../../workflows/read-decision.ts';

const DECISION = { id: 'd1', step: 'invoice', action: 'retry', actor: 'MEM-00002' };

describe('readDecision', () => {
  it.each([
    DECISION,
    { ...DECISION, action: 'mark_done', found: 'SINV-1' },
    { ...DECISION, input: { billingItem: 'TUNE-UP' } },
    { ...DECISION, input: {} },
  ])('believes %j as it is', (decision) => {
    expect(readDecision(decision)).toEqual(decision);
  });

  it('keeps nothing that a decision does not have', () => {
    expect(readDecision({ ...DECISION, note: 'free text', organization: 'org' })).toEqual(DECISION);
  });

  it.each([
    null,
    'retry',
    [],
    {},
    { ...DECISION, id: undefined },
    { ...DECISION, id: '' },
    { ...DECISION, actor: 7 },
    { ...DECISION, step: 'x'.repeat(141) },
    { ...DECISION, action: 'explode' },
    { ...DECISION, action: 'toString' },
    { ...DECISION, found: 5 },
    { ...DECISION, found: '' },
    { ...DECISION, input: 'billingItem' },
    { ...DECISION, input: { billingItem: 5 } },
    { ...DECISION, input: { billingItem: 'x'.repeat(141) } },
    { ...DECISION, input: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`name${String(index)}`, 'x'])) },
  ])('takes %j for no decision', (sent) => {
    expect(readDecision(sent)).toBeUndefined();
  });
});
