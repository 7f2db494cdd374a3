import { serveMetrics } from '../../../../activities/context/metrics/serve-metrics.ts';
import { contextWithoutSystems } from '../../../support/api-context.ts';

const { ctx, lines } = contextWithoutSystems();
const variable = 'API_METRICS_PORT';

describe('serveMetrics', () => {
  it('tells what this process measured, and what others in it did, at one address', async () => {
    ctx.metrics.sagaTotal.inc({ type: 'complete-job', result: 'completed' });
    const served = await serveMetrics(ctx, { port: 0, variable, others: () => Promise.resolve('other_total 7\n') });
    const answer = await fetch(served?.address ?? '');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringMatching('version=0.0.4')]);
    const text = await answer.text();
    expect(text).toContain('saga_total{type="complete-job",result="completed"} 1\n');
    expect(text).toContain('\nother_total 7\n');
    expect((await fetch(served?.address.replace('/metrics', '/') ?? '')).status).toBe(404);
    served?.close();
  });

  it('fails as a whole when a part cannot be read, and says so in the log', async () => {
    const others = () => Promise.reject(new Error('gone'));
    const served = await serveMetrics(ctx, { port: 0, variable, others });
    expect((await fetch(served?.address ?? '')).status).toBe(500);
    expect(lines.join('')).toContain('the metrics could not be read');
    served?.close();
  });

  it('serves nothing when it is switched off', async () => {
    expect(await serveMetrics(ctx, { port: 'off', variable })).toBeUndefined();
  });

  it('names the variable to set when the port is taken', async () => {
    const served = await serveMetrics(ctx, { port: 0, variable });
    const port = Number(new URL(served?.address ?? '').port);
    await expect(serveMetrics(ctx, { port, variable })).rejects.toThrow(
      `Metrics cannot be served at 127.0.0.1:${String(port)}. Free it, or set API_METRICS_PORT ('off' for none).`,
    );
    served?.close();
  });
});
