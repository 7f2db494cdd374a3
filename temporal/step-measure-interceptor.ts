import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInterceptors } from '@temporalio/worker';

import type { StepRecord } from '../domain/operation-step.ts';
import { stepOf } from './step-projection-interceptor.ts';

/** One attempt of a step, as the process counts it. */
export interface StepMeasure {
  /** The kind of the operation. */
  type: string;
  step: string;
  phase: StepRecord['phase'];
  /** `retried`: it failed, and Temporal tries it again. */
  outcome: 'success' | 'failed' | 'retried' | 'cancelled';
  seconds: number;
}

/** Times each attempt of a step and of its undo. Must stand before the interceptor that converts failures. */
export const createStepMeasure = (measure: (measured: StepMeasure) => void) => (): ActivityInterceptors => ({
  inbound: {
    execute: async (input, next) => {
      const step = stepOf(activityInfo(), input.args);
      if (step === undefined) return next(input);
      const startedAtMs = performance.now();
      const tell = (outcome: StepMeasure['outcome']): void => {
        const [type = ''] = step.workflowId.split(':');
        const seconds = (performance.now() - startedAtMs) / 1000;
        measure({ type, step: step.step, phase: step.phase, outcome, seconds });
      };
      try {
        const result = await next(input);
        tell('success');
        return result;
      } catch (error) {
        tell(outcomeOf(error));
        throw error;
      }
    },
  },
});

function outcomeOf(error: unknown): StepMeasure['outcome'] {
  if (!(error instanceof ApplicationFailure)) return 'cancelled';
  return error.nonRetryable === true ? 'failed' : 'retried';
}
