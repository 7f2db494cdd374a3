import { createSecretKey, type KeyObject } from 'node:crypto';

import { z } from 'zod';

/** A key for what Temporal stores. A `KeyObject` shows nothing of itself when it is logged or written as JSON. */
export interface PayloadKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** The first encrypts; all of them decrypt. */
export type PayloadKeys = readonly [PayloadKey, ...PayloadKey[]];

const KEY_BYTES = 32;
const MOST_KEYS = 20;
// The 44 characters of 32 bytes in base64; the id is stored beside every payload.
const ENTRY = /^(?<id>[A-Za-z0-9._-]{1,40}):(?<base64>[A-Za-z0-9+/]{43}=)$/;
const FORM = 'give <id>:<32 bytes in base64>, several separated by commas, the one that encrypts first';

/** The key ring as configuration spells it, `2026b:<base64>,2026a:<base64>`. Refusals never repeat what was given. */
export const PayloadKeyRing = z
  .string({ error: `is missing; ${FORM}` })
  .max(2_000)
  .transform((text, refusal): PayloadKeys => {
    const refuse = (message: string): never => {
      refusal.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    const entries = text.split(',').map((entry) => ENTRY.exec(entry.trim())?.groups);
    const keys = entries.flatMap((entry) => (entry === undefined ? [] : [readKey(entry)]));
    const [first, ...others] = keys;
    if (first === undefined || keys.length < entries.length || keys.length > MOST_KEYS) return refuse(FORM);
    if (keys.some(({ key }) => key.symmetricKeySize !== KEY_BYTES)) return refuse(FORM);
    if (new Set(keys.map(({ id }) => id)).size < keys.length) return refuse('two keys have the same id');
    return [first, ...others];
  });

function readKey({ id = '', base64 = '' }: Record<string, string>): PayloadKey {
  return { id, key: createSecretKey(Buffer.from(base64, 'base64')) };
}
