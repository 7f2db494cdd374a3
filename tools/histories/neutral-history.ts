import { defaultPayloadConverter } from '@temporalio/common';
import { historyToJSON, JSONToPayload, payloadToJSON, type History } from '@temporalio/common/lib/proto-utils.js';
import { z } from 'zod';

import type { PayloadKeys } from '../../activities/context/payload-keys.ts';
import { decryptPayload } from '../../temporal/codec/encrypt-payload.ts';

/** What tells who carried a run out, and where the code lay on that machine. */
const NEUTRAL = new Map<string, unknown>([
  ['identity', 'worker'],
  ['stackTrace', ''],
]);

const PayloadJson = z.strictObject({ metadata: z.record(z.string(), z.string()), data: z.string().exactOptional() });
const FailureJson = z.looseObject({ encodedAttributes: PayloadJson });
const FailureText = z.object({ message: z.string().catch('') });

/**
 * A history as it may be kept in the repository: decrypted, since it holds names and decisions only and is read in reviews. It
 * replays like the encrypted one.
 */
export function neutralHistory(history: History, keys: PayloadKeys): string {
  const encrypted: unknown = JSON.parse(historyToJSON(history));
  return `${JSON.stringify(encrypted, (key, value: unknown) => (NEUTRAL.has(key) ? NEUTRAL.get(key) : open(value, keys)))}\n`;
}

function open(value: unknown, keys: PayloadKeys): unknown {
  const payload = PayloadJson.safeParse(value).data;
  if (payload !== undefined) return payloadToJSON(decryptPayload(keys, JSONToPayload(payload)));
  const failure = FailureJson.safeParse(value).data;
  if (failure === undefined) return value;
  const { encodedAttributes, ...rest } = failure;
  const text: unknown = defaultPayloadConverter.fromPayload(decryptPayload(keys, JSONToPayload(encodedAttributes)));
  return { ...rest, message: FailureText.parse(text).message };
}
