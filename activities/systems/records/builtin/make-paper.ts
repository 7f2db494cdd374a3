import { z } from 'zod';

import { Fault } from '../../../../domain/errors.ts';
import { operationOfKey } from '../../../../domain/operation-id.ts';
import { operationScope } from '../../../../domain/scope.ts';
import type { Context } from '../../../context/context.ts';
import type { Tx } from '../../../context/database/tx.ts';
import { withTx } from '../../../context/database/with-tx.ts';
import { doOnce } from '../../../documents/do-once.ts';
import { undoOnce } from '../../../documents/undo-once.ts';
import type { Paper } from '../records.ts';

/** The builtin system of record needs the database only. */
export type BuiltinContext = Pick<Context, 'db' | 'log' | 'now'>;

interface Keyed {
  organizationId: string;
  key: string;
}

const EFFECT = 'paper';
const Stored = z.object({ name: z.string() });

/** Makes a paper once per step key, in a transaction of its own. */
export function makePaper(
  ctx: BuiltinContext,
  { organizationId, key }: Keyed,
  make: (tx: Tx) => Promise<Paper>,
): Promise<Paper> {
  return withTx(ctx, operationScope(organizationId, operationOfKey(key)), (tx) =>
    doOnce(
      tx,
      { key, effect: EFFECT },
      { work: async () => ({ name: (await make(tx)).name }), parse: (stored) => Stored.parse(stored) },
    ),
  );
}

/** Makes a paper that is already there the one of its step key, once, unless the step has another one. */
export async function adoptPaper(
  ctx: BuiltinContext,
  input: Keyed & { name: string; job: string },
  adopt: (tx: Tx) => Promise<Paper>,
): Promise<Paper> {
  const paper = await makePaper(ctx, input, adopt);
  if (paper.name === input.name) return paper;
  throw new Fault(
    'conflict',
    `Job ${input.job} has ${paper.name} from this step already, so it cannot take ${input.name}. Name ${paper.name}, or retry the step.`,
  );
}

/** Takes back the paper of a step key; nothing to do when there is none, and none can be made under the key afterwards. */
export function unmakePaper(
  ctx: BuiltinContext,
  { organizationId, key }: Keyed,
  unmake: (tx: Tx, name: string) => Promise<void>,
): Promise<void> {
  return withTx(ctx, operationScope(organizationId, operationOfKey(key)), (tx) =>
    undoOnce(tx, { key, effect: EFFECT }, (stored) => unmake(tx, Stored.parse(stored).name)),
  );
}
