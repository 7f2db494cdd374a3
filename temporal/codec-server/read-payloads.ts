import type { IncomingMessage } from 'node:http';

import type { Payload } from '@temporalio/common';
import { JSONToPayload } from '@temporalio/common/lib/proto-utils.js';
import { z } from 'zod';

import { Fault } from '../../domain/errors.ts';

/** The server itself sends no more than 4 MiB at once, which in base64 is a third more. */
const MOST_BYTES = 6 * 1024 * 1024;
const MOST_PAYLOADS = 5_000;

const PayloadJson = z.object({ metadata: z.record(z.string(), z.string()).nullish(), data: z.string().nullish() });
const Body = z.object({ payloads: z.array(PayloadJson).max(MOST_PAYLOADS) });

/** The whole body as text. Throws `too_large` beyond six MiB. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = z.instanceof(Uint8Array).parse(chunk);
    bytes += part.length;
    if (bytes > MOST_BYTES)
      throw new Fault('too_large', 'The body is larger than 6 MiB. Ask for fewer payloads at once.');
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The payloads of a request of Temporal's codec protocol. Throws `invalid` for anything else. */
export function parsePayloads(text: string): Payload[] {
  try {
    return Body.parse(JSON.parse(text)).payloads.map(({ metadata, data }) =>
      JSONToPayload({ metadata: metadata ?? {}, data: data ?? '' }),
    );
  } catch (error) {
    const message =
      'The body is not what Temporal web sends: {"payloads": [{"metadata": {…}, "data": "…"}]}, in base64.';
    throw Object.assign(new Fault('invalid', message, { unread: true }), { cause: error });
  }
}
