import type { Tx } from '../context/database/tx.ts';
import type { Said } from './decision-rows.ts';

interface Noted {
  doctype: string;
  name: string;
  said: Said;
}

/** Tells in the change log of a document what was decided about an operation on it: ids only, nothing that a person wrote. */
export function noteDecision(tx: Tx, { doctype, name, said }: Noted): void {
  const { id, action, step_name, found, input } = said;
  const decision = {
    id,
    action,
    ...(step_name !== null && { step: step_name }),
    ...(found !== null && { found }),
    ...(input !== null && { input }),
  };
  tx.logChange({ doctype, name, operation: 'note', changes: { decision: [null, decision] } });
}
