import { parseConfig } from '../activities/context/config.ts';
import { closeContext, createContext } from '../activities/context/create-context.ts';
import { createTemporalClient } from '../temporal/client.ts';
import { serveApi } from './serve.ts';

const config = parseConfig(process.env);
const ctx = createContext(config, 'api');
const temporal = createTemporalClient({ address: config.TEMPORAL_ADDRESS, namespace: config.TEMPORAL_NAMESPACE });
const api = await serveApi(ctx, temporal);
ctx.log.info({ address: api.address }, 'the API is served');

let closing = false;
async function close(signal: string): Promise<void> {
  if (closing) return;
  closing = true;
  ctx.log.info({ signal }, 'the API closes');
  await api.close();
  // Temporal's client repeats calls by timers that throw once its channel is closed; the exit ends it without that.
  await closeContext(ctx);
  ctx.log.info('the API is closed');
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    void close(signal).then(() => {
      process.exit(0);
    });
  });
}
