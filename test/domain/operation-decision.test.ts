import { checkDecision } from '../../domain/operation-decision.ts';
import { DECISION_ACTIONS } from '../../domain/operation.ts';
import { codeOf } from '../support/code-of.ts';

const faultOf = (act: () => void): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('checkDecision', () => {
  it.each(DECISION_ACTIONS)('takes %s by itself, and with an empty input', (action) => {
    expect(codeOf(() => checkDecision({ action }))).toBeUndefined();
    expect(codeOf(() => checkDecision({ action, input: {} }))).toBeUndefined();
  });

  it('takes what was found with mark_done only', () => {
    const refused = DECISION_ACTIONS.filter((action) => codeOf(() => checkDecision({ action, found: 'SINV-1' })));
    expect(refused).toEqual(['retry', 'skip', 'compensate']);
  });

  it('takes an input with retry only', () => {
    const input = { billingItem: 'SERVICE' };
    const refused = DECISION_ACTIONS.filter((action) => codeOf(() => checkDecision({ action, input })));
    expect(refused).toEqual(['skip', 'mark_done', 'compensate']);
  });

  it('names each field that the action has no use for', () => {
    const refusal = faultOf(() => {
      checkDecision({ action: 'skip', found: 'SINV-1', input: { billingItem: 'SERVICE' } });
    });
    expect(refusal).toMatchObject({
      code: 'invalid',
      details: {
        fields: [
          { pointer: '/found', detail: 'Goes with mark_done only' },
          { pointer: '/input', detail: 'Goes with retry only' },
        ],
      },
    });
  });
});
