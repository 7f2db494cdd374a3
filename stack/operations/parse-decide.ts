import { DECISION_ACTIONS } from '../../domain/operation.ts';
import type { DecisionWords, ManyFilter, OperationsCommand } from './command.ts';
import { idempotencyKeyOf, noteOf, usage, waitOf, type Options } from './options.ts';
import { parseAge } from './parse-age.ts';

const FOR_MANY = ['failed-step', 'kind', 'error-code', 'document', 'older-than', 'yes'] as const;
const FOR_ONE = ['step', 'found', 'wait'] as const;

/** Reads a decision: about a step of the one operation that is named, or about all whose failed step is. */
export function parseDecide(values: Options, [id, ...more]: string[]): OperationsCommand {
  if (more.length > 0) throw usage(`decide does not take '${more.join(' ')}'`);
  const idempotencyKey = idempotencyKeyOf(values);
  if (id === undefined) {
    const filter = manyFilterOf(values);
    const words = wordsOf(values);
    if (words.action === 'mark_done') throw usage('mark_done is decided for one operation at a time, by its id');
    refuseAny(values, FOR_ONE, 'goes with the id of one operation');
    return { name: 'decide-many', filter, yes: values.yes ?? false, idempotencyKey, ...words };
  }
  refuseAny(values, FOR_MANY, 'does not go with the id of an operation');
  const { step, found } = values;
  if (step === undefined) throw usage('Name the step that waits: --step NAME');
  const words = wordsOf(values);
  if (words.action !== 'mark_done' && found !== undefined) throw usage('--found goes with --action mark_done only');
  return {
    name: 'decide',
    id,
    step,
    waitSeconds: waitOf(values),
    idempotencyKey,
    ...words,
    ...(found !== undefined && { found }),
  };
}

function wordsOf(values: Options): DecisionWords {
  const action = DECISION_ACTIONS.find((known) => known === values.action);
  if (action === undefined) throw usage(`Say what to do: --action ${DECISION_ACTIONS.join('|')}`);
  const { set } = values;
  if (set !== undefined && action !== 'retry') throw usage('--set goes with --action retry only');
  const pairs = (set ?? []).map((pair): [string, string] => {
    const [, name, value] = /^([^=]+)=([^]*)$/.exec(pair) ?? [];
    if (name === undefined || value === undefined) throw usage(`'${pair}' is not of the form name=value`);
    return [name, value];
  });
  return { action, note: noteOf(values), ...(pairs.length > 0 && { input: Object.fromEntries(pairs) }) };
}

function manyFilterOf(values: Options): ManyFilter {
  const { kind, 'failed-step': failedStep, 'error-code': errorCode, document, 'older-than': age } = values;
  if (failedStep === undefined) {
    throw usage('decide needs the id of an operation, or --failed-step for all that wait at one');
  }
  return {
    failedStep,
    ...(kind !== undefined && { kind }),
    ...(errorCode !== undefined && { errorCode }),
    ...(document !== undefined && { document }),
    ...(age !== undefined && { olderThanSeconds: parseAge(age) }),
  };
}

function refuseAny(values: Options, names: readonly (keyof Options)[], why: string): void {
  const strange = names.find((name) => values[name] !== undefined);
  if (strange !== undefined) throw usage(`--${strange} ${why}`);
}
