import type { Answer } from '../http/answer.ts';
import type { OperationKind, OperationResult } from '../../temporal/operations.ts';
import type { OperationOutcome } from '../../temporal/run-operation.ts';
import { operationPath } from './present-operation.ts';
import { viewAccepted, viewOperation, type OperationRequest } from './view-operation.ts';

const ASK_AGAIN_SECONDS = 2;

/** Answers an operation that has completed, now or earlier. */
export async function answerCompleted(request: OperationRequest): Promise<Answer> {
  return { status: 200, body: await viewOperation(request), headers: { Location: operationPath(request.id) } };
}

/**
 * Answers an operation that was started or joined: 200 with the resource once it completed, 202 with its address while it runs,
 * and the problem of what it failed by, with the way to its report.
 */
export async function answerOperation(
  request: Omit<OperationRequest, 'id'>,
  outcome: OperationOutcome<OperationResult<OperationKind>>,
): Promise<Answer> {
  const id = outcome.operationId;
  const Location = operationPath(id);
  if (outcome.state === 'failed') {
    const operation = { id, failedStep: outcome.failedStep, href: Location };
    return { fault: outcome.fault, more: { operation }, headers: { Location } };
  }
  if (outcome.state === 'completed') return answerCompleted({ ...request, id });
  const body = await viewAccepted({ ...request, id });
  return { status: 202, body, headers: { Location, 'Retry-After': String(ASK_AGAIN_SECONDS) } };
}
