import { Fault } from '../domain/errors.ts';

/**
 * Temporal shows ids of up to 255 characters, and a step key, which is stored in 255 too, adds a run id and the step's name to
 * this one.
 */
const LONGEST = 200;

/**
 * The id of the workflow that carries out an operation on a document: one at a time, whoever asks. `name` is the one read from
 * the document's row. Throws `invalid` when it would be too long.
 */
export function operationWorkflowId(kind: string, { organizationId, name }: { organizationId: string; name: string }) {
  // A colon in it would let two organizations meet in one id.
  if (organizationId.includes(':')) throw new Error('An organization id holds no colon');
  const id = `${kind}:${organizationId}:${name}`;
  if (id.length > LONGEST) throw new Fault('invalid', `The name '${name.slice(0, 40)}…' is too long for an operation`);
  return id;
}
