import type { IncomingMessage, ServerResponse } from 'node:http';

import { Fault } from '../../domain/errors.ts';

/** Lets the pages of Temporal web read the answer. Throws `forbidden` for the pages of every other origin; programs send none. */
export function allowOrigin(
  { uiUrl }: { uiUrl: string | undefined },
  { headers: { origin } }: IncomingMessage,
  response: ServerResponse,
): void {
  response.setHeader('vary', 'Origin');
  if (origin === undefined) return;
  if (uiUrl === undefined || origin !== new URL(uiUrl).origin) {
    const message =
      'Only the Temporal web at TEMPORAL_UI_URL may ask here from a browser. Open it at exactly that address.';
    throw new Fault('forbidden', message);
  }
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-methods', 'POST');
  response.setHeader('access-control-allow-headers', 'content-type, authorization, x-namespace');
  response.setHeader('access-control-max-age', '600');
}
