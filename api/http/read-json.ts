import express, { type Request, type Response } from 'express';

import { Fault } from '../../domain/errors.ts';

const MAX_BODY_BYTES = 1_048_576;
const JSON_TYPES = ['application/json', 'application/merge-patch+json'];

// Not inflated: a few bytes could become a mebibyte, and our own clients send plain JSON.
const parseJson = express.json({ limit: MAX_BODY_BYTES, type: JSON_TYPES, inflate: false });

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** The JSON body of a request; an empty object when there is none. Throws `invalid` for a body of another type. */
export async function readJson(request: Request, response: Response): Promise<unknown> {
  if (!hasBody(request)) return {};
  if (request.is(JSON_TYPES) === false) {
    throw new Fault('invalid', 'The body is not declared as JSON. Send Content-Type: application/json.', {
      unread: true,
    });
  }
  await new Promise<void>((resolve, reject) => {
    parseJson(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('The body could not be read', { cause: error }));
    });
  });
  const body: unknown = request.body;
  return body ?? {};
}
