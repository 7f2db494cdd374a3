import type { Knex } from 'knex';
import { z } from 'zod';

import { isFaultCode, type Fault } from '../../domain/errors.ts';
import { DECIDED_ACTIONS, DECISION_STATES, type DecisionState } from '../../domain/operation-decision.ts';
import { toldInput } from '../../domain/told-report.ts';
import { fromSqlInstant, toSqlInstant, type Tx } from '../context/database/tx.ts';
import { clip } from './operation-rows.ts';

const TABLE = 'operation_decisions';
const sqlInstant = z.string().transform(fromSqlInstant);
const parsed = (stored: string): unknown => JSON.parse(stored);

const Refusal = z.object({ code: z.string().refine(isFaultCode), detail: z.string() });
export type Refusal = z.infer<typeof Refusal>;

/** A stored decision of a person about an operation; `step_name` is null when it is about the whole. */
export const DecisionRow = z.object({
  operation_id: z.string(),
  id: z.string(),
  action: z.enum(DECIDED_ACTIONS),
  step_name: z.string().nullable(),
  found: z.string().nullable(),
  input: z
    .string()
    .transform((stored) => toldInput(JSON.parse(stored)) ?? null)
    .nullable(),
  /** Null when it was not made through the API. */
  note: z.string().nullable(),
  state: z.enum(DECISION_STATES),
  refusal: z.string().transform(parsed).pipe(Refusal).nullable(),
  actor: z.string(),
  asked_at: sqlInstant,
  settled_at: sqlInstant.nullable(),
});
export type DecisionRow = z.infer<typeof DecisionRow>;

/** What a person said, before anything came of it. */
export type Said = Pick<DecisionRow, 'id' | 'action' | 'step_name' | 'found' | 'input' | 'note' | 'actor'>;

/** The decision of this id about the operation, kept from changing; undefined when there is none. */
export async function lockDecision(tx: Tx, operation: string, id: string): Promise<DecisionRow | undefined> {
  const row = await tx.lockRow(TABLE, { operation_id: operation, id });
  return row === undefined ? undefined : DecisionRow.parse(row);
}

/** Stores what a person said; where the id is there already, its row begins anew. */
export async function saveDecision(
  tx: Tx,
  operation: string,
  { state, ...said }: Said & { state: Exclude<DecisionState, 'refused'> },
): Promise<void> {
  const { id, input, ...columns } = said;
  const at = toSqlInstant(tx.at);
  const row = {
    ...columns,
    input: input === null ? null : JSON.stringify(input),
    state,
    refusal: null,
    asked_at: at,
    settled_at: state === 'asked' ? null : at,
  };
  const key = { operation_id: operation, id };
  await tx.deleteRows(TABLE, key);
  await tx.insertRow(TABLE, { ...key, ...row });
}

/** Notes that the run has taken the decision, whatever was thought of it before. */
export const markTaken = (tx: Tx, operation: string, id: string): Promise<number> =>
  tx.updateRow(
    TABLE,
    { operation_id: operation, id },
    { state: 'taken', refusal: null, settled_at: toSqlInstant(tx.at) },
  );

/** Of one operation: whoever is refused again and again fills no table. */
const REFUSED_MAX = 50;

/**
 * Notes why the run has not taken the decision, unless something else has come of it meanwhile. Of the refused decisions about an
 * operation the newest fifty are kept; the repeat of a key whose refusal was dropped is judged anew.
 */
export async function markRefused(
  tx: Tx,
  operation: string,
  { id, fault }: { id: string; fault: Fault },
): Promise<void> {
  // Of two at once each would wait for the other's row.
  await tx.lockRow('operations', { id: operation });
  const refused = { state: 'refused', refusal: refusalOf(fault), settled_at: toSqlInstant(tx.at) };
  await tx.updateRow(TABLE, { operation_id: operation, id, state: 'asked' }, refused);
  const all = await tx.lockRows(TABLE, { operation_id: operation, state: 'refused' }, 'settled_at');
  const others = all.filter((row) => row['id'] !== id);
  for (const row of others.slice(0, Math.max(0, all.length - REFUSED_MAX)))
    await tx.deleteRows(TABLE, { operation_id: operation, id: String(row['id']), state: 'refused' });
}

/** Notes on the row of an operation who called it settled, when and why. */
export const markResolved = (tx: Tx, operation: string, resolution: string): Promise<number> =>
  tx.updateRow(
    'operations',
    { id: operation },
    { resolved_at: toSqlInstant(tx.at), resolved_by: tx.scope.actor, resolution },
  );

const REFUSAL_MAX = 1000;

/** What a repeat is answered: no longer than its column, and whole JSON. */
function refusalOf({ code, message }: Fault): string {
  const whole = JSON.stringify({ code, detail: clip(message) });
  return whole.length <= REFUSAL_MAX ? whole : JSON.stringify({ code, detail: message.slice(0, REFUSAL_MAX / 4) });
}

/** The decisions about an operation, oldest first. */
export async function readDecisions(
  db: Knex,
  where: { organization_id: string; operation_id: string },
): Promise<DecisionRow[]> {
  const rows: unknown[] = await db(TABLE).where(where).orderBy(['asked_at', 'id']).select();
  return rows.map((row) => DecisionRow.parse(row));
}
