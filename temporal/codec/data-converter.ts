import { fileURLToPath } from 'node:url';

import type { DataConverter, PayloadCodec } from '@temporalio/common';

import type { PayloadKeys } from '../../activities/context/payload-keys.ts';
import { decryptPayload, encryptPayload } from './encrypt-payload.ts';

/** The file that every workflow bundle is built with, too. */
export const FAILURE_CONVERTER_PATH = fileURLToPath(new URL('failure-converter.ts', import.meta.url));

/** How everything that Temporal stores for us is written and read: the only one for clients, workers and replays. */
export function createDataConverter(keys: PayloadKeys): DataConverter {
  return { failureConverterPath: FAILURE_CONVERTER_PATH, payloadCodecs: [createPayloadCodec(keys)] };
}

function createPayloadCodec(keys: PayloadKeys): PayloadCodec {
  const [current] = keys;
  return {
    encode: async (payloads) => payloads.map((payload) => encryptPayload(current, payload)),
    decode: async (payloads) => payloads.map((payload) => decryptPayload(keys, payload)),
  };
}
