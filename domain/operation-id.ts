import { Fault } from './errors.ts';

/**
 * The id of an operation, derived from its workflow id `<kind>:<organization>:<name>` and first run id, so that it is known
 * before any row exists: `<kind>.<name>.<run id>`. The organization is left out: the caller's own completes it, so an id of
 * another organization leads nowhere.
 */
export function operationId(workflowId: string, firstRunId: string): string {
  const [kind = '', , ...name] = workflowId.split(':');
  return `${kind}.${name.join(':')}.${firstRunId}`;
}

/** Takes an operation id apart; throws `not_found` for anything that cannot be one. */
export function parseOperationId(id: string): { kind: string; name: string; runId: string } {
  const match = /^([a-z][a-z-]{0,63})\.(.{1,140})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(id);
  const [, kind, name, runId] = match ?? [];
  if (kind === undefined || name === undefined || runId === undefined)
    throw new Fault('not_found', `There is no operation '${id}'`);
  return { kind, name, runId };
}

/** The operation that a step key `<workflow id>/<run id>/<step>` belongs to. */
export function operationOfKey(key: string): string {
  const match = /^(.+)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/[^/]+$/.exec(key);
  const [, workflowId, runId] = match ?? [];
  if (workflowId === undefined || runId === undefined) throw new Error(`'${key}' is no step key`);
  return operationId(workflowId, runId);
}
