import type { Context } from '../context/context.ts';

interface MeasuredStep {
  type: string;
  step: string;
  phase: 'do' | 'undo';
  outcome: 'success' | 'failed' | 'retried' | 'cancelled';
  seconds: number;
}

/** Times one attempt of a step, and counts an undo that ended. An attempt that is repeated after its reply was lost counts again. */
export function measureStep(
  { metrics }: Pick<Context, 'metrics'>,
  { type, step, phase, outcome, seconds }: MeasuredStep,
): void {
  metrics.sagaStepDuration.observe({ type, step, phase, outcome }, seconds);
  if (phase === 'do') return;
  if (outcome === 'success') metrics.compensationTotal.inc({ type, step, result: 'compensated' });
  else if (outcome === 'failed') metrics.compensationTotal.inc({ type, step, result: 'failed' });
}
