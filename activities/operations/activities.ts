import type { OperationReport, OperationRun } from '../../domain/operation.ts';
import type { Context } from '../context/context.ts';
import { recordOperation } from './record-operation.ts';

/** The projection of operations that a workflow writes itself, as local activities. */
export const createOperationActivities = (ctx: Context) => ({
  recordOperation: (input: { run: OperationRun; report: OperationReport }) => recordOperation(ctx, input),
});
export type OperationActivities = ReturnType<typeof createOperationActivities>;
