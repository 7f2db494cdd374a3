import { z } from 'zod';

import { Fault } from '../../domain/errors.ts';

/** The part of Express's and its body parser's errors that says what the caller did wrong. */
const HttpError = z.object({ name: z.string(), status: z.int().min(400).max(499), type: z.string().optional() });

const unread = (detail: string) => new Fault('invalid', detail, { unread: true });

/** The fault of an error that was thrown while a request was handled; undefined for everything that is not the caller's doing. */
export function faultOf(error: unknown): Fault | undefined {
  if (error instanceof Fault) return error;
  const parsed = HttpError.safeParse(error);
  if (!parsed.success) return undefined;
  const { name, type } = parsed.data;
  if (name === 'URIError') return unread('The path holds characters that are not encoded as UTF-8.');
  switch (type) {
    case undefined:
      return undefined;
    case 'entity.too.large':
      return new Fault('too_large', 'The body is larger than 1 MiB. Send less at once.');
    case 'entity.parse.failed':
      return unread('The body is not valid JSON, or it is neither an object nor an array.');
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return unread('The body is encoded in a way that is not read here. Send UTF-8, plain or as gzip, deflate or br.');
    default:
      return unread('The body could not be read to its end.');
  }
}
