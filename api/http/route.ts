import type { IncomingHttpHeaders } from 'node:http';

import type { Client } from '@temporalio/client';
import { z } from 'zod';

import type { Context } from '../../activities/context/context.ts';
import { Fault, type FaultCode } from '../../domain/errors.ts';
import type { KeyScope } from '../../domain/permissions.ts';
import type { Answer } from './answer.ts';
import type { Caller } from './caller.ts';
import { IdempotencyKey } from './idempotency-key.ts';
import { onceFor, type Once } from './once.ts';
import { readPart } from './read-part.ts';

/** One successful answer, as the API page describes it. `null`: an event stream. */
export interface AnswerDescription {
  readonly description: string;
  readonly schema: z.ZodType | null;
  readonly example: unknown;
  readonly headers?: Record<string, string>;
}

/** What the API page says about a route. */
export interface RouteDescription {
  /** The verb; also the name of the call in generated clients. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  readonly path: `/${string}`;
  readonly area: string;
  readonly summary: string;
  readonly description?: string;
  readonly answers: Readonly<Record<number, AnswerDescription>>;
  /** Refusals of the verb itself; those of keys, limits, bodies and outages are added to every route. */
  readonly faults?: readonly FaultCode[];
  readonly bodyExample?: unknown;
}

/** A request before anything in it is believed. */
export interface RawRequest {
  readonly ctx: Context;
  readonly temporal: Client;
  readonly caller: Caller | null;
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  /** Aborted when the caller has gone or the server closes. */
  readonly closed: AbortSignal;
}

/** A route without its types: what Express, the API page and the tests see. */
export interface Route extends RouteDescription {
  /** Null: open to everyone. */
  readonly scope: KeyScope | null;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly headers: z.ZodObject;
  readonly body: z.ZodType | null;
  respond(raw: RawRequest): Promise<Answer>;
}

const Nothing = z.strictObject({});
type Nothing = typeof Nothing;

export interface RouteInput<P extends z.ZodType, Q extends z.ZodType, H extends z.ZodType, B extends z.ZodType> {
  readonly ctx: Context;
  readonly temporal: Client;
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly headers: z.output<H>;
  readonly body: z.output<B>;
  readonly closed: AbortSignal;
}

interface Parts<P extends z.ZodObject, Q extends z.ZodObject, H extends z.ZodObject, B extends z.ZodType> {
  readonly params?: P;
  readonly query?: Q;
  /** Only the headers named here are read. */
  readonly headers?: H;
  readonly body?: B;
}

// A schema type parameter falls back to `Nothing` exactly when the part is left out; the compiler cannot follow that.
const orNothing = <S extends z.ZodType>(schema: S | undefined): S => schema ?? (Nothing as unknown as S); // eslint-disable-line @typescript-eslint/consistent-type-assertions -- see above

const headersNamed = (schema: z.ZodObject, headers: IncomingHttpHeaders): Record<string, unknown> =>
  Object.fromEntries(Object.keys(schema.shape).map((name) => [name, headers[name.toLowerCase()]]));

/** Reads every part by its schema, in the order in which a person would correct them. */
function readRequest<P extends z.ZodObject, Q extends z.ZodObject, H extends z.ZodObject, B extends z.ZodType>(
  { params, query, headers, body }: Parts<P, Q, H, B>,
  raw: RawRequest,
): RouteInput<P, Q, H, B> {
  const headerSchema = orNothing(headers);
  return {
    ctx: raw.ctx,
    temporal: raw.temporal,
    params: readPart('path', orNothing(params), raw.params),
    query: readPart('query', orNothing(query), raw.query),
    headers: readPart('headers', headerSchema, headersNamed(headerSchema, raw.headers)),
    body: readPart('body', orNothing(body), raw.body),
    closed: raw.closed,
  };
}

const describeParts = ({ params, query, headers, body }: Parts<z.ZodObject, z.ZodObject, z.ZodObject, z.ZodType>) => ({
  params: params ?? Nothing,
  query: query ?? Nothing,
  headers: headers ?? Nothing,
  body: body ?? null,
});

function onceOf(
  { ctx, params, query, headers, body }: RawRequest,
  { caller, route, takesKey = false }: { caller: Caller; route: string; takesKey?: boolean | undefined },
): Once {
  const { 'Idempotency-Key': key } = takesKey
    ? readPart('headers', IdempotencyKey, headersNamed(IdempotencyKey, headers))
    : {};
  return onceFor({ ctx, caller, route, key, content: { params, query, body } });
}

/** Declares a route that needs a key with the scope. The one object gives routing, validation and the API page. */
export function route<
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  H extends z.ZodObject = Nothing,
  B extends z.ZodType = Nothing,
>(
  definition: RouteDescription &
    Parts<P, Q, H, B> & {
      readonly scope: KeyScope;
      /** It takes an Idempotency-Key, and answers by `once`. */
      readonly once?: true;
      handle(input: RouteInput<P, Q, H, B> & { readonly caller: Caller; readonly once: Once }): Promise<Answer>;
      /** What a refusal as `stale` shows, so that the caller can decide again without another request. */
      current?(input: RouteInput<P, Q, H, B> & { readonly caller: Caller }): Promise<unknown>;
    },
): Route {
  return {
    ...definition,
    ...describeParts(definition),
    ...(definition.once === true && { headers: orNothing(definition.headers).extend(IdempotencyKey.shape) }),
    async respond(raw) {
      const { caller } = raw;
      if (caller === null) throw new Error(`${definition.id} was mounted without authentication`);
      const parts = readRequest(definition, raw);
      const input = {
        ...parts,
        caller,
        once: onceOf(raw, { caller, route: definition.id, takesKey: definition.once }),
      };
      try {
        return await definition.handle(input);
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== 'stale' || definition.current === undefined) throw error;
        return { fault: error, more: { current: await definition.current(input) } };
      }
    },
  };
}

/** Declares a route that everybody may call. */
export function openRoute<
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  H extends z.ZodObject = Nothing,
  B extends z.ZodType = Nothing,
>(
  definition: RouteDescription & Parts<P, Q, H, B> & { handle(input: RouteInput<P, Q, H, B>): Promise<Answer> },
): Route {
  return {
    ...definition,
    ...describeParts(definition),
    scope: null,
    respond: async (raw) => definition.handle(readRequest(definition, raw)),
  };
}
