import { JSONToPayload } from '@temporalio/common/lib/proto-utils.js';
import { z } from 'zod';

import { decryptPayload } from '../../temporal/codec/encrypt-payload.ts';
import { testPayloadKeys } from './payload-keys.ts';

const PayloadJson = z.looseObject({ metadata: z.record(z.string(), z.string()), data: z.string().optional() });

/** Something that Temporal answered, as JSON, with every payload in it decrypted and put behind it as text. */
export function readable(json: string): string {
  const payloads: string[] = [];
  JSON.parse(json, (_key, value: unknown) => {
    const { data: payload } = PayloadJson.safeParse(value);
    if (payload !== undefined) {
      const { metadata, data } = payload;
      const { data: open } = decryptPayload(
        testPayloadKeys(),
        JSONToPayload({ metadata, ...(data !== undefined && { data }) }),
      );
      payloads.push(Buffer.from(open ?? []).toString('utf8'));
    }
    return value;
  });
  return [json, ...payloads].join('\n');
}
