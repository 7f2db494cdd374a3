import { FAULTS, type FaultCode } from '../../domain/errors.ts';
import { INTERNAL } from '../http/problem.ts';

interface ProblemText {
  readonly title: string;
  readonly statuses: string;
  readonly meaning: string;
  readonly remedy: string;
}

const TEXTS: Record<FaultCode, Pick<ProblemText, 'meaning' | 'remedy'>> = {
  invalid: {
    meaning:
      'The request was not as described (400), or its values contradict what is stored (422). Nothing was changed.',
    remedy: 'Correct what errors names. A repeat of the same request will fail in the same way.',
  },
  unauthenticated: {
    meaning: 'No API key was sent, or one that is malformed, unknown, revoked or expired.',
    remedy: 'Send a valid key in the header Authorization: Bearer dw_live_…',
  },
  forbidden: {
    meaning: 'The key is valid, but its scopes or its roles do not include what was asked for.',
    remedy: 'Use another key, or ask an administrator of your organization for the scope or role that is named.',
  },
  not_found: {
    meaning: 'Nothing has this name in your organization. Names compare exactly, capitals and blanks included.',
    remedy: 'List what there is and take the name from there.',
  },
  conflict: {
    meaning: 'The state of the document, or another document, does not allow this. Nothing was changed.',
    remedy: 'Read the document, do first what the sentence asks for, then repeat.',
  },
  stale: {
    meaning:
      'The change was based on another version than the current one (412), or on none (428). Nothing was changed.',
    remedy: 'Take the version in current, decide again, and send its ETag in If-Match.',
  },
  too_large: {
    meaning: 'The body is larger than what is read at once.',
    remedy: 'Send less in one request.',
  },
  rate_limited: {
    meaning: 'More requests came from this key or address than are served in a minute.',
    remedy: 'Wait as long as Retry-After says. RateLimit tells in every answer how many are left.',
  },
  unavailable: {
    meaning: 'The database, Temporal or another system cannot be reached, or is too busy.',
    remedy: 'Repeat the request after the time in Retry-After. /readyz says which part is down.',
  },
  misconfigured: {
    meaning: 'A setting or an account of this installation is wrong, so that a repeat cannot succeed.',
    remedy: 'Tell whoever runs the installation, with the trace id. A running operation waits for the repair.',
  },
  outcome_unknown: {
    meaning: 'The reply of another system was lost, so it may or may not have been carried out.',
    remedy: 'Read the document or the operation before you repeat the request.',
  },
};

const INTERNAL_TEXT: ProblemText = {
  title: INTERNAL.title,
  statuses: String(INTERNAL.status),
  meaning: 'A bug. Nothing about it is answered, so that nothing leaks.',
  remedy: 'Report the trace id to whoever runs the installation; the log has the rest under it.',
};

/** What the page of a problem code says; undefined for a code that does not exist. */
export function problemText(code: string): ProblemText | undefined {
  if (code === INTERNAL.code) return INTERNAL_TEXT;
  const text = Object.entries(TEXTS).find(([known]) => known === code)?.[1];
  const rule: { title: string; status: number; unreadStatus?: number } | undefined = Object.entries(FAULTS).find(
    ([known]) => known === code,
  )?.[1];
  if (text === undefined || rule === undefined) return undefined;
  const statuses = rule.unreadStatus === undefined ? [rule.status] : [rule.unreadStatus, rule.status];
  return { ...text, title: rule.title, statuses: statuses.sort((a, b) => a - b).join(' or ') };
}
