/** How a failure is answered over HTTP, whether Temporal repeats the step, and what a saga does about it. */
interface FaultRule {
  readonly status: number;
  /** The status when the request was refused unread: not parsable (400), or sent without the version it needs (428). */
  readonly unreadStatus?: number;
  readonly title: string;
  readonly retried: boolean;
  readonly saga: 'unwinds' | 'waits' | 'parks';
}

/** The one vocabulary of failures; nothing else decides a status, a retry or an unwinding. */
export const FAULTS = {
  invalid: {
    status: 422,
    unreadStatus: 400,
    title: 'The request cannot be carried out as sent',
    retried: false,
    saga: 'unwinds',
  },
  unauthenticated: { status: 401, title: 'A valid API key is needed', retried: false, saga: 'unwinds' },
  forbidden: { status: 403, title: 'The right for this is missing', retried: false, saga: 'unwinds' },
  not_found: { status: 404, title: 'Nothing is there under this name', retried: false, saga: 'unwinds' },
  conflict: { status: 409, title: 'The state does not allow this', retried: false, saga: 'unwinds' },
  stale: {
    status: 412,
    unreadStatus: 428,
    title: 'A change must name the current version',
    retried: false,
    saga: 'unwinds',
  },
  too_large: { status: 413, title: 'The request is too large', retried: false, saga: 'unwinds' },
  rate_limited: { status: 429, title: 'Too many requests', retried: true, saga: 'waits' },
  unavailable: { status: 503, title: 'A part of the system cannot be reached', retried: true, saga: 'waits' },
  misconfigured: { status: 500, title: 'The installation must be repaired', retried: false, saga: 'parks' },
  outcome_unknown: { status: 504, title: 'Whether it happened is not known yet', retried: false, saga: 'parks' },
} as const satisfies Record<string, FaultRule>;

export type FaultCode = keyof typeof FAULTS;

/** One field that was refused; `pointer` is a JSON pointer into the body, the query or the document. */
export interface FieldFault {
  pointer: string;
  detail: string;
}

export interface FaultDetails {
  /** Refused before the content was looked at. */
  unread?: true;
  fields?: FieldFault[];
  /** Seconds after which a repeat may succeed. */
  retryAfterSeconds?: number;
}

/**
 * A failure that somebody can act on: a stable code and a sentence for the person. Everything else that is thrown is a bug.
 * It carries names and rules only, never a person's data.
 */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly details: FaultDetails;

  constructor(code: FaultCode, message: string, details: FaultDetails = {}) {
    super(message);
    this.name = 'Fault';
    this.code = code;
    this.details = details;
  }
}

export const isFaultCode = (code: unknown): code is FaultCode =>
  typeof code === 'string' && Object.hasOwn(FAULTS, code);
