import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import type { Payload } from '@temporalio/common';
import protocol from '@temporalio/proto';

import type { PayloadKey, PayloadKeys } from '../../activities/context/payload-keys.ts';
import { Fault } from '../../domain/errors.ts';

const { Payload: PayloadMessage } = protocol.temporal.api.common.v1;

const ENCODING = 'binary/encrypted';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID = 'encryption-key-id';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | null | undefined): string => new TextDecoder().decode(bytes ?? new Uint8Array());

/** What the tag vouches for beside the content. Not the workflow: Temporal web does not say whose payload it asks about. */
const boundTo = (keyId: string): Uint8Array => bytesOf(`dartwing payload 1 ${keyId}`);

/** The whole payload, its own metadata included, as one that only a holder of the key can read. Never the same twice. */
export function encryptPayload({ id, key }: PayloadKey, payload: Payload): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(boundTo(id));
  const sealed = Buffer.concat([cipher.update(PayloadMessage.encode(payload).finish()), cipher.final()]);
  return {
    metadata: { encoding: bytesOf(ENCODING), [KEY_ID]: bytesOf(id) },
    data: Buffer.concat([nonce, sealed, cipher.getAuthTag()]),
  };
}

/** Whether a payload is one of ours that is encrypted. */
export const isEncrypted = ({ metadata }: Payload): boolean => textOf(metadata?.['encoding']) === ENCODING;

/** The payload that was encrypted; one that is not encrypted passes. Throws `misconfigured` when no key fits, or when it was altered. */
export function decryptPayload(keys: PayloadKeys, payload: Payload): Payload {
  if (!isEncrypted(payload)) return payload;
  const id = textOf(payload.metadata?.[KEY_ID]).slice(0, 40);
  const key = keys.find((known) => known.id === id)?.key;
  if (key === undefined) {
    const message = `A payload in Temporal is encrypted with the key '${id}', which is not among TEMPORAL_PAYLOAD_KEYS. Add it behind the first.`;
    throw new Fault('misconfigured', message);
  }
  const sealed = payload.data ?? new Uint8Array();
  try {
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(id)).setAuthTag(sealed.subarray(-TAG_BYTES));
    const opened = [decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
    return PayloadMessage.decode(Buffer.concat(opened));
  } catch (error) {
    const message = `A payload in Temporal was altered, or encrypted with another key '${id}' than the one in TEMPORAL_PAYLOAD_KEYS. Compare that key with the one it was written with.`;
    throw Object.assign(new Fault('misconfigured', message), { cause: error });
  }
}
