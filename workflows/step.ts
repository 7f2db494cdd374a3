import type { ActivityOptions } from '@temporalio/workflow';

import type { StepReport } from '../domain/operation.ts';
import type { AwaitDecision } from './decisions.ts';
import type { OperationRecord } from './operation-record.ts';

/** An activity as `proxyActivities` gives it, of which a step takes the form with options. */
interface StepActivity<I, R> {
  executeWithOptions(options: ActivityOptions, args: [I & { key: string }]): Promise<R>;
}

/** Either an undo, which must be safe when the step never happened, or why there is none. */
type Backwards<I> = { undo: StepActivity<I, unknown>; noUndo?: never } | { noUndo: string; undo?: never };

/** `neverUndoes`: what is missing when the step is refused for good; the operation then goes on without it. */
type Forwards<R> = { ifSkipped?: () => R; neverUndoes?: never } | { ifSkipped: () => R; neverUndoes: string };

/** What may follow when a step fails. */
export type Outcomes<R> = Forwards<R> & {
  noUndo?: string;
  /** The result, when a person made it by hand under this id. */
  adopt?: (id: string) => R;
};

/** A step of an operation. Without `ifSkipped` a person cannot skip it, without `adopt` not finish it by hand. */
export type StepOf<I extends object, R> = Backwards<I> &
  Outcomes<R> & {
    do: StepActivity<I, R>;
    /** Ids only. The key that makes a repeat harmless is added to it. */
    input: I;
  };

export type Step = <I extends object, R>(name: string, step: StepOf<I, R>) => Promise<R>;

/** What an unwinding does about a step: take it back, or say what remains of it. */
export type Undo = { row: StepReport } & (
  { takeBack: (options: ActivityOptions) => Promise<unknown> } | { remains: string }
);

/** What the parts of a saga share. */
export interface SagaRun {
  record: OperationRecord;
  awaitDecision: AwaitDecision;
  undos: Undo[];
}
