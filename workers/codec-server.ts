import { parseCodecServerConfig } from '../activities/context/config.ts';
import { createLog } from '../activities/context/create-log.ts';
import { serveCodec } from '../temporal/codec-server/serve-codec.ts';

const GRACE_MS = 1_000;

/** The process that decrypts payloads for Temporal web: `node workers/codec-server.ts`. Ends with 0 when it was asked to. */
async function main(): Promise<void> {
  const config = parseCodecServerConfig(process.env);
  const log = createLog(config, 'codec-server');
  const server = await serveCodec({
    host: config.CODEC_SERVER_HOST,
    port: config.CODEC_SERVER_PORT,
    token: config.CODEC_SERVER_TOKEN,
    uiUrl: config.TEMPORAL_UI_URL,
    payloadKeys: config.TEMPORAL_PAYLOAD_KEYS,
    log,
  });
  const at = server.address();
  const port = typeof at === 'object' && at !== null ? at.port : config.CODEC_SERVER_PORT;
  log.info({ address: `${config.CODEC_SERVER_HOST}:${String(port)}` }, 'the codec server is served');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'the codec server closes');
      server.close(() => process.exit(0));
      // What is being decrypted takes milliseconds; a connection that asks nothing would hold the process for ever.
      setTimeout(() => {
        server.closeAllConnections();
      }, GRACE_MS);
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `The codec server cannot start. ${error instanceof Error ? error.message : 'No reason is known.'}\n`,
  );
  process.exit(1);
});
