import { once } from 'node:events';
import { createServer } from 'node:http';

import { trace } from '@opentelemetry/api';

import { startTracing } from '../../../temporal/tracing/start-tracing.ts';
import { receiveSpans } from '../../support/span-receiver.ts';

const aSpan = () => {
  trace.getTracer('test').startSpan('a span').end();
};

async function msUntilStopped(endpoint: string): Promise<number> {
  const tracing = startTracing(endpoint, 'api');
  aSpan();
  const beganMs = performance.now();
  await tracing?.stop();
  return performance.now() - beganMs;
}

describe('tracing', () => {
  it('is not there without an endpoint', () => {
    expect(startTracing(undefined, 'worker')).toBeUndefined();
    expect(trace.getTracer('test').startSpan('a span').isRecording()).toBe(false);
  });

  it.each(['', '/'])('sends what is left when it stops, to the endpoint with %j behind it', async (end) => {
    const collector = await receiveSpans();
    await msUntilStopped(`${collector.endpoint}${end}`);
    collector.close();
    expect(collector.spans).toMatchObject([{ name: 'a span', service: 'dartwing-api' }]);
  });

  it('ends in order while nobody listens at the endpoint', async () => {
    expect(await msUntilStopped('http://127.0.0.1:9')).toBeLessThan(7_000);
  });

  it('ends in order while the endpoint never answers', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await msUntilStopped(`http://127.0.0.1:${String(port)}`)).toBeLessThan(7_000);
    silent.closeAllConnections();
    silent.close();
  });
});
