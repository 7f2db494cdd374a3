import type { OperationChain } from '../../domain/operation.ts';
import type { OperationRow } from './operation-rows.ts';

/** Where the run of a stored operation is found. */
export const runOf = ({ workflow_id, run_id }: Pick<OperationRow, 'workflow_id' | 'run_id'>): OperationChain => ({
  workflowId: workflow_id,
  runId: run_id,
});
