import type { Fault } from '../../domain/errors.ts';

/** One message of an event stream. */
export interface ServerEvent {
  readonly name: string;
  readonly data: unknown;
}

/** What a route answers: a body, a fault with members of its own, or events until the operation ends. */
export type Answer =
  | { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> }
  | { readonly fault: Fault; readonly more: Record<string, unknown>; readonly headers?: Record<string, string> }
  | { readonly events: AsyncIterable<ServerEvent> };
