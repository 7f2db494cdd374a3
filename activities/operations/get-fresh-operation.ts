import { Fault } from '../../domain/errors.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import type { AskRun } from './ask-run.ts';
import { getOperation, type Operation } from './get-operation.ts';
import { healOperation } from './heal-operation.ts';
import { runOf } from './run-of.ts';

/** A run under way changes its rows with every attempt; those that have been silent for longer are asked about. */
const SILENT_MS = 60_000;

/**
 * One operation with its steps; rows that are open, or whose end nobody told, and that have not changed for a minute are first healed
 * from what Temporal says, if it can be had. Throws `not_found`.
 */
export async function getFreshOperation(
  ctx: Context,
  { scope, id, askRun }: { scope: Scope; id: string; askRun: AskRun },
): Promise<Operation> {
  const operation = await getOperation(ctx, { scope, id });
  const silentMs = ctx.now().getTime() - Date.parse(operation.changed_at);
  const closed = operation.completed_at !== null && !operation.untold;
  if (closed || silentMs < SILENT_MS) return operation;
  try {
    const truth = await askRun(runOf(operation));
    return (await healOperation(ctx, { operation, truth })) ? await getOperation(ctx, { scope, id }) : operation;
  } catch (error) {
    const { workflow_id: workflowId } = operation;
    if (error instanceof Fault)
      ctx.log.info({ code: error.code, workflowId }, 'rows that have long been silent are shown as they are');
    else ctx.log.error({ err: error, workflowId }, 'silent rows are shown as they are because of a bug');
    return operation;
  }
}
