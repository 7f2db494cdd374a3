import { Fault } from './errors.ts';
import type { OperationStatus } from './operation.ts';

interface Standing {
  id: string;
  status: OperationStatus;
  /** The step that was passed, after which there is no way back. */
  pivot: string | null;
}

/** Throws `conflict`, with what to do instead, for an operation that nobody can call settled: one that is open or completed. */
export function checkResolvable(standing: Standing): void {
  const instead = insteadOf(standing);
  if (instead !== null) throw new Fault('conflict', `Operation ${standing.id} ${instead}`);
}

function insteadOf({ status, pivot }: Standing): string | null {
  switch (status) {
    case 'running':
      return `is running. Wait for its end${orCancel(pivot)}.`;
    case 'parked':
      return `waits for a decision. Decide about the step that waits${orCancel(pivot)}.`;
    case 'compensating':
      return 'is being undone. Wait for its end.';
    case 'compensation_failed':
      return 'is being undone and waits for a decision. Decide about the step that waits.';
    case 'completed':
      return 'is completed. There is nothing to resolve.';
    case 'compensated':
    case 'cancelled':
    case 'failed':
      return null;
  }
}

/** Past the step after which there is no way back nobody can cancel it. */
const orCancel = (pivot: string | null): string => (pivot === null ? ', or cancel it' : '');
