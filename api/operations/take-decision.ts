import type { Client } from '@temporalio/client';

import type { Context } from '../../activities/context/context.ts';
import { askDecision } from '../../activities/operations/ask-decision.ts';
import { decisionId } from '../../activities/operations/decision-id.ts';
import { refuseDecision } from '../../activities/operations/refuse-decision.ts';
import { Fault } from '../../domain/errors.ts';
import type { Decision } from '../../domain/operation.ts';
import { decideOperation } from '../../temporal/decide-operation.ts';
import type { Caller } from '../http/caller.ts';

export interface DecisionRequest {
  readonly ctx: Context;
  readonly temporal: Client;
  readonly caller: Caller;
  readonly operation: string;
  readonly key: string;
  readonly note: string;
  readonly decision: Omit<Decision, 'id' | 'actor'>;
}

/** Stores a decision, hands it to the run, and keeps what the run refuses it with. Answers its id once the run has taken it. */
export async function takeDecision(request: DecisionRequest): Promise<string> {
  const { ctx, temporal, operation, key, note } = request;
  const { scope } = request.caller;
  const id = decisionId({ organizationId: scope.organizationId, operation, key });
  const asked = await askDecision(ctx, { scope, operation, decision: { ...request.decision, id }, note });
  if (asked.taken) return id;
  try {
    await decideOperation(temporal, asked);
  } catch (error) {
    if (error instanceof Fault && (error.code === 'conflict' || error.code === 'invalid'))
      await refuseDecision(ctx, { scope, operation, id, fault: error });
    throw error;
  }
  return id;
}
