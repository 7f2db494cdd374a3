import { ActivityFailure, ApplicationFailure, TemporalFailure, TimeoutFailure } from '@temporalio/workflow';

import { Fault, isFaultCode, type FaultCode } from '../domain/errors.ts';

export interface Reason {
  code: FaultCode;
  message: string;
}

/**
 * Why an operation cannot go on, as a failure that somebody can act on. Undefined for a bug of the workflow itself: that one is
 * rethrown as it is, so that the run waits for repaired code instead of undoing what was right.
 */
export function reasonOf(error: unknown): Reason | undefined {
  if (error instanceof Fault) return { code: error.code, message: error.message };
  if (!(error instanceof TemporalFailure)) return undefined;
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure && isFaultCode(cause.type))
    return { code: cause.type, message: cause.message };
  if (cause instanceof TimeoutFailure)
    return { code: 'outcome_unknown', message: 'No answer came in time, so it is not known whether it happened' };
  return { code: 'misconfigured', message: 'It failed in a way that only a repair of the installation can cure' };
}
