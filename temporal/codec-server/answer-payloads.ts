import { payloadToJSON, type JSONPayload } from '@temporalio/common/lib/proto-utils.js';

import type { PayloadKeys } from '../../activities/context/payload-keys.ts';
import { decryptPayload, encryptPayload, isEncrypted } from '../codec/encrypt-payload.ts';
import { parsePayloads } from './read-payloads.ts';

interface PayloadsAnswer {
  payloads: JSONPayload[];
}

/** The payloads of a request, decrypted. Throws `invalid`, and `misconfigured` for one whose key is not in the ring. */
export const decode = (keys: PayloadKeys, body: string): PayloadsAnswer => ({
  payloads: parsePayloads(body).map((payload) => payloadToJSON(decryptPayload(keys, payload))),
});

/** The payloads of a request, encrypted with the first key, for what a person sends from Temporal web. Throws `invalid`. */
export const encode = (keys: PayloadKeys, body: string): PayloadsAnswer => ({
  payloads: parsePayloads(body).map((payload) =>
    payloadToJSON(isEncrypted(payload) ? payload : encryptPayload(keys[0], payload)),
  ),
});
