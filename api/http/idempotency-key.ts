import { randomUUID } from 'node:crypto';

import { z } from 'zod';

/** The header by which a caller tells a repeat of a request from another request. */
export const IdempotencyKey = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(255)
    .regex(/^[\x21-\x7e]+$/, 'Holds blanks or characters beyond ASCII')
    .optional()
    .meta({
      description:
        'Chosen by the caller, new for each request and the same for its repeats: a repeat is answered as the request was, and nothing is done twice. While the request is being carried out, or for a minute after its process was lost, a repeat is answered 409 with Retry-After. Without it every request is a new one.',
      example: '5f1c2c1e-6f0d-4a55-9c0b-5d1f2f3a4b5c',
    }),
});

/** The key that was sent; without one a new key, so that nothing is taken for a repeat. */
export const idempotencyKeyOf = (headers: z.output<typeof IdempotencyKey>): string =>
  headers['Idempotency-Key'] ?? randomUUID();
