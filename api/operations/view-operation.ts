import type { Client } from '@temporalio/client';

import type { Context } from '../../activities/context/context.ts';
import { getFreshOperation } from '../../activities/operations/get-fresh-operation.ts';
import { getOperation, type Operation } from '../../activities/operations/get-operation.ts';
import { definitionOf } from '../../domain/documents/registry.ts';
import { Fault } from '../../domain/errors.ts';
import { parseOperationId } from '../../domain/operation-id.ts';
import { mayDo } from '../../domain/permissions.ts';
import { describeOperation } from '../../temporal/describe-operation.ts';
import { OPERATIONS } from '../../temporal/operations.ts';
import { operationWorkflowId } from '../../temporal/workflow-ids.ts';
import type { Caller } from '../http/caller.ts';
import type { OperationView } from './operation-view.ts';
import { presentDescribed } from './present-described.ts';
import { presentOperation } from './present-operation.ts';

export interface OperationRequest {
  readonly ctx: Context;
  readonly temporal: Client;
  readonly caller: Caller;
  readonly id: string;
}

/** Nobody waits long for a page because Temporal is away. */
const FRESHENING_MS = 1_000;

const readStored = ({ ctx, caller, id }: OperationRequest): Promise<Operation> =>
  getOperation(ctx, { scope: caller.scope, id });

const readFresh = ({ ctx, temporal, caller, id }: OperationRequest): Promise<Operation> =>
  getFreshOperation(ctx, {
    scope: caller.scope,
    id,
    askRun: (run) => describeOperation(temporal, run, FRESHENING_MS),
  });

/** The operation as its rows tell it; undefined in the moments before it has any. */
async function viewRows(request: OperationRequest, read = readStored): Promise<OperationView | undefined> {
  try {
    return presentOperation(await read(request), request.ctx.config);
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return undefined;
    throw error;
  }
}

/** Which run the id names in the caller's organization. Throws `not_found` for an id that cannot be one, or whose document the caller may not read. */
function runOf({ caller, id }: OperationRequest) {
  const { kind, name, runId } = parseOperationId(id);
  const operation = Object.values(OPERATIONS).find((known) => known.kind === kind);
  if (operation === undefined || !mayDo(definitionOf(operation.doctype), caller.scope.roles, 'read')) throw missing(id);
  const workflowId = operationWorkflowId(kind, { organizationId: caller.scope.organizationId, name });
  return { id, kind, document: { doctype: operation.doctype, name }, workflowId, runId };
}

const missing = (id: string) => new Fault('not_found', `There is no operation '${id}'`);

/**
 * One operation as it is shown: from its rows, or from Temporal before it has any. Throws `not_found`, also for an operation of
 * another organization, or on a document that the caller may not read.
 */
export const viewOperation = (request: OperationRequest): Promise<OperationView> => view(request, readStored);

/** The same, with rows that have long been silent healed from Temporal first: for one look, not for looking again and again. */
export const viewFreshOperation = (request: OperationRequest): Promise<OperationView> => view(request, readFresh);

async function view(request: OperationRequest, read: typeof readStored): Promise<OperationView> {
  const stored = await viewRows(request, read);
  if (stored !== undefined) return stored;
  const { workflowId, runId, ...run } = runOf(request);
  const described = await describeOperation(request.temporal, { workflowId, runId });
  if (described === null) throw missing(request.id);
  return presentDescribed({ workflowId, runId, ...run }, described, request.ctx.config);
}

/** The same for a run that Temporal has just accepted, so that nobody waits for a worker to hear that it runs. */
export async function viewAccepted(request: OperationRequest): Promise<OperationView> {
  const accepted = {
    status: 'RUNNING',
    startedAt: request.ctx.now().toISOString(),
    closedAt: null,
    report: null,
  } as const;
  return (await viewRows(request)) ?? presentDescribed(runOf(request), accepted, request.ctx.config);
}
