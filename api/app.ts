import type { Client } from '@temporalio/client';
import express, { type Express } from 'express';

import type { Context } from '../activities/context/context.ts';
import { Fault } from '../domain/errors.ts';
import { answerErrors, sendFault } from './http/errors.ts';
import { mountRoutes } from './http/mount-routes.ts';
import { createOpenStreams } from './http/open-streams.ts';
import { createRateLimits } from './http/rate-limits.ts';
import type { Route } from './http/route.ts';
import { secureData } from './http/security-headers.ts';
import { spanRequests } from './http/span-requests.ts';
import { traceRequests } from './http/trace-requests.ts';
import { createOpenApi } from './openapi.ts';
import { mountPages } from './pages/mount-pages.ts';
import { ROUTES } from './routes.ts';

interface AppOptions {
  readonly routes?: readonly Route[];
  /** Aborted when the server begins to close. */
  readonly closing?: AbortSignal;
}

/** The whole API as an Express application, on a context and a Temporal client that the caller opened and closes. */
export function createApp(ctx: Context, temporal: Client, options: AppOptions = {}): Express {
  const { routes = ROUTES, closing = new AbortController().signal } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.set('query parser', 'simple');

  app.use(spanRequests(), traceRequests(ctx), ...secureData());
  mountPages(app, createOpenApi(routes));
  mountRoutes(app, routes, { ctx, temporal, limits: createRateLimits(ctx), streams: createOpenStreams(), closing });
  app.use((_request, response) => {
    sendFault(response, new Fault('not_found', 'There is nothing at this address. /docs lists what there is.'));
  });
  app.use(answerErrors(ctx.log));
  return app;
}
