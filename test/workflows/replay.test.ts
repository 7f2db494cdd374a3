import { DeterminismViolationError } from '@temporalio/workflow';

import { keptHistories, replayHistories } from '../support/temporal-replay.ts';

const BUNDLE_MS = 60_000;

describe('the kept histories', () => {
  it('cover every way that completing a job can go', () => {
    const steps = ['close', 'invoice', 'timesheet', 'delivery'];
    const endings = [
      'cancelled',
      'cancelled-while-parked',
      'done-billable',
      'done-not-billable',
      'done-with-stock',
      'done-without-note',
      'outcome-unknown',
      'parked-retry',
      'parked-retry-with-input',
      'parked-marked-done',
      'parked-skipped',
      'parked-compensate',
      'undo-skipped',
      'undo-marked-done',
    ];
    const failing = steps.flatMap((step) => [`refused-at-${step}`, `undo-refused-at-${step}`]);
    const wanted = [...endings, ...failing].map((path) => `complete-job-${path}`);
    expect(keptHistories()).toEqual(expect.arrayContaining(wanted));
  });

  it(
    'are replayed by the workflows of today without a difference',
    async () => {
      const results = await replayHistories('workflows/all.ts', keptHistories());
      expect(results.map(({ workflowId, error }) => [workflowId, error?.message])).toEqual(
        keptHistories().map((name) => [name, undefined]),
      );
    },
    BUNDLE_MS,
  );

  it(
    'tell when two steps were swapped',
    async () => {
      const [result] = await replayHistories('test/support/temporal-swapped-workflows.ts', [
        'complete-job-done-billable',
      ]);
      expect(result?.error).toBeInstanceOf(DeterminismViolationError);
    },
    BUNDLE_MS,
  );
});
