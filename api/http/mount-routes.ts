import type { Client } from '@temporalio/client';
import type { Express, Request, Response } from 'express';

import type { Context } from '../../activities/context/context.ts';
import type { Answer, ServerEvent } from './answer.ts';
import { authenticate, requireScope, type Caller } from './caller.ts';
import { sendFault, sendMethodNotAllowed } from './errors.ts';
import { factsOf } from './facts.ts';
import type { OpenStreams } from './open-streams.ts';
import type { RateLimits } from './rate-limits.ts';
import { readJson } from './read-json.ts';
import type { Route } from './route.ts';
import { streamEvents } from './stream-events.ts';

export interface World {
  readonly ctx: Context;
  readonly temporal: Client;
  readonly limits: RateLimits;
  readonly streams: OpenStreams;
  /** Aborted when the server begins to close. */
  readonly closing: AbortSignal;
}

const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** Aborted when the caller has gone, or the server closes. */
function closedSignal(response: Response, closing: AbortSignal): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  return AbortSignal.any([gone.signal, closing]);
}

async function admit({ ctx, limits }: World, route: Route, { request, response }: Exchange): Promise<Caller | null> {
  if (route.scope === null) return null;
  await limits.address(request.socket.remoteAddress, response);
  const caller = await authenticate(ctx, request.headers.authorization);
  const { organizationId, actor } = caller.scope;
  Object.assign(factsOf(response), { organizationId, actor, key: caller.key });
  await limits.key(caller, response);
  requireScope(caller, route.scope);
  return caller;
}

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

async function sendEvents(
  { streams }: World,
  { request, response }: Exchange,
  { caller, ...source }: { caller: Caller | null; events: AsyncIterable<ServerEvent>; closed: AbortSignal },
): Promise<void> {
  const release = streams.take(caller === null ? 'everybody' : `${caller.scope.organizationId}:${caller.key}`);
  try {
    await streamEvents(request, response, source);
  } finally {
    release();
  }
}

function sendAnswer(answer: Exclude<Answer, { events: unknown }>, response: Response): void {
  response.set(answer.headers ?? {});
  if ('fault' in answer) sendFault(response, answer.fault, answer.more);
  else response.status(answer.status).json(answer.body);
}

const serve = (world: World, route: Route) => async (request: Request, response: Response) => {
  factsOf(response).route = route.path;
  const exchange = { request, response };
  // Whoever may not call is told so before a body is read.
  const caller = await admit(world, route, exchange);
  const body = route.method === 'get' ? {} : await readJson(request, response);
  const closed = closedSignal(response, world.closing);
  const { ctx, temporal } = world;
  const { params, query, headers } = request;
  const answer = await route.respond({ ctx, temporal, caller, params, query, headers, body, closed });
  if ('events' in answer) await sendEvents(world, exchange, { caller, events: answer.events, closed });
  else sendAnswer(answer, response);
};

/** Mounts each route, and on its path a 405 for every other method. */
export function mountRoutes(app: Express, routes: readonly Route[], world: World): void {
  for (const route of routes) app[route.method](expressPath(route.path), serve(world, route));
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
    const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    app.all(expressPath(path), (_request, response) => {
      sendMethodNotAllowed(response, allowed);
    });
  }
}
