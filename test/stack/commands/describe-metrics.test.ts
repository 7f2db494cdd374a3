import { describeMetrics } from '../../../stack/commands/status.ts';

test('the status says where API and worker tell their metrics', () => {
  expect(describeMetrics({ API_METRICS_PORT: '20001', WORKER_METRICS_PORT: '20002' })).toBe(
    'Metrics: http://127.0.0.1:20001/metrics (API), http://127.0.0.1:20002/metrics (worker)',
  );
});
