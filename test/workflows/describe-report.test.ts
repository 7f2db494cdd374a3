import { describeReport } from '../../workflows/describe-report.ts';

describe('describeReport', () => {
  it('tells each step with what became of it and who decided what', () => {
    const text = describeReport({
      status: 'parked',
      failedStep: 'invoice',
      errorCode: 'misconfigured',
      error: 'Account 4000 does not exist',
      steps: [
        { step: 'close', key: 'k/close', status: 'success', decisions: [] },
        {
          step: 'invoice',
          key: 'k/invoice',
          status: 'failed',
          error: 'Account 4000 does not exist',
          leftBehind: 'A note',
          decisions: [{ id: 'd1', step: 'invoice', action: 'retry', actor: 'MEM-00002' }],
        },
      ],
    });
    expect(text).toBe(
      '**parked** · misconfigured: Account 4000 does not exist\n\n- `close` success\n- `invoice` failed · Account 4000 does not exist · left behind: A note · retry by MEM-00002',
    );
  });
});
