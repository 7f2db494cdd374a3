import type { Duration } from '@temporalio/common';
import type { ActivityOptions } from '@temporalio/workflow';

import type { StepReport } from '../domain/operation.ts';
import type { AwaitDecision } from './decisions.ts';
import type { OperationRecord } from './operation-record.ts';
import type { Reason } from './reason-of.ts';

/** An activity as `proxyActivities` gives it, of which a step takes the form with options. */
export interface StepActivity<I, R> {
  executeWithOptions(options: ActivityOptions, args: [I & { key: string }]): Promise<R>;
}

/**
 * Either an undo, which must be safe when the step never happened, or why there is none. `letGo`: clears our own record of what a
 * person took back by hand, when the undo cannot. `independent`: when the undo fails for good, those of earlier steps need not wait
 * for it.
 */
type Backwards<I> =
  | { undo: StepActivity<I, unknown>; letGo?: StepActivity<I, unknown>; independent?: true; noUndo?: never }
  | { noUndo: string; undo?: never; letGo?: never; independent?: never };

/** `neverUndoes`: what is missing when the step is refused for good; the operation then goes on without it. */
type Forwards<R> = { ifSkipped?: () => R; neverUndoes?: never } | { ifSkipped: () => R; neverUndoes: string };

/** A step of an operation. Without `ifSkipped` a person cannot skip it, without `adopt` not finish it by hand. */
export type StepOf<I extends object, R> = Backwards<I> &
  Forwards<R> & {
    do: StepActivity<I, R>;
    /** Ids only. The key that makes a repeat harmless is added to it. */
    input: I;
    /** Makes what a person found, or made by hand, the step's own. Refused, the step waits again. */
    adopt?: StepActivity<I & { found: string }, R>;
    /** What of the input a person may replace when deciding to try again. */
    editable?: readonly (keyof I & string)[];
    /** How long all attempts together may take; then a person is asked. Without it an outage is waited for without end. */
    patience?: Duration;
    /**
     * Once this step is done there is no way back: what fails later waits for a person, and a cancellation comes too late. It runs
     * alone: beside it another step could fail that would have to be taken back.
     */
    pivot?: true;
  };

export type Step = <I extends object, R>(name: string, step: StepOf<I, R>) => Promise<R>;

/** What an unwinding does about a step: take it back, or say what remains of it. */
export type Undo = { row: StepReport } & ({ takeBack: Back; letGo: Back; independent: boolean } | { remains: string });
type Back = (options: ActivityOptions) => Promise<unknown>;

/** What the parts of a saga share. */
export interface SagaRun {
  readonly record: OperationRecord;
  readonly awaitDecision: AwaitDecision;
  readonly undos: Undo[];
  /** The steps that wait for a person, each with why, in the order in which they began to. */
  readonly waiting: Map<StepReport, Reason>;
  /** Which step a failure that unwinds comes from. */
  readonly culprits: Map<unknown, StepReport>;
  /** How many groups of steps that run at once are under way, one within another. */
  groups: number;
}
