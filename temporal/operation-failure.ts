import { ApplicationFailure, CancelledFailure, TerminatedFailure, type WorkflowFailedError } from '@temporalio/client';
import { z } from 'zod';

import { Fault, isFaultCode } from '../domain/errors.ts';

export interface OperationFailure {
  fault: Fault;
  failedStep: string | null;
}

const Report = z.object({ failedStep: z.string().optional() });

/** Why a run ended without a result, as the fault that its steps were refused with. */
export function operationFailure({ cause }: Pick<WorkflowFailedError, 'cause'>): OperationFailure {
  if (cause instanceof ApplicationFailure && isFaultCode(cause.type)) {
    const report = Report.safeParse(cause.details?.[0]).data;
    return { fault: new Fault(cause.type, cause.message), failedStep: report?.failedStep ?? null };
  }
  if (cause instanceof CancelledFailure)
    return {
      fault: new Fault('conflict', 'The operation was cancelled, and what it did was undone.'),
      failedStep: null,
    };
  if (cause instanceof TerminatedFailure) {
    const message =
      'The operation was ended from outside. What it had done stays: look at the document and its papers.';
    return { fault: new Fault('outcome_unknown', message), failedStep: null };
  }
  return {
    fault: new Fault('misconfigured', 'The operation ended by a defect. Its report says how far it came.'),
    failedStep: null,
  };
}
