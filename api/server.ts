import { parseConfig } from '../activities/context/config.ts';
import { closeContext, createContext } from '../activities/context/create-context.ts';
import { observeProcess } from '../activities/context/metrics/observe-process.ts';
import { serveMetrics } from '../activities/context/metrics/serve-metrics.ts';
import { measureWaitingOperations } from '../activities/operations/measure-waiting-operations.ts';
import { createTemporalClient } from '../temporal/client.ts';
import { startTracing } from '../temporal/tracing/start-tracing.ts';
import { serveApi } from './serve.ts';

const config = parseConfig(process.env);
const ctx = createContext(config, 'api');
const tracing = startTracing(config.OTEL_EXPORTER_OTLP_ENDPOINT, 'api');
const temporal = createTemporalClient({
  address: config.TEMPORAL_ADDRESS,
  namespace: config.TEMPORAL_NAMESPACE,
  payloadKeys: config.TEMPORAL_PAYLOAD_KEYS,
  tracing,
});
if (config.API_METRICS_PORT !== 'off') {
  observeProcess(ctx);
  measureWaitingOperations(ctx);
}
const metrics = await serveMetrics(ctx, { port: config.API_METRICS_PORT, variable: 'API_METRICS_PORT' });
const api = await serveApi(ctx, temporal);
ctx.log.info({ address: api.address }, 'the API is served');

let closing = false;
async function close(signal: string): Promise<void> {
  if (closing) return;
  closing = true;
  ctx.log.info({ signal }, 'the API closes');
  await api.close();
  // Temporal's client repeats calls by timers that throw once its channel is closed; the exit ends it without that.
  metrics?.close();
  await closeContext(ctx);
  await tracing?.stop();
  ctx.log.info('the API is closed');
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    void close(signal).then(() => {
      process.exit(0);
    });
  });
}
