import { Fault } from './errors.ts';
import type { OperationStatus } from './operation.ts';

interface Standing {
  id: string;
  status: OperationStatus;
  /** The step that was passed, after which there is no way back. */
  pivot: string | null;
  /** It names a failure of its own; what a cancellation ends does not. */
  failed: boolean;
}

type Judged = { state: 'asked' } | { state: 'taken' } | { state: 'refused'; fault: Fault };

const TAKEN = { state: 'taken' } as const;

/**
 * What came of a cancellation that was handed to the run of an operation, going by how the operation stands: nothing yet, or it is
 * being undone because of it, or something else was faster.
 */
export function judgeCancellation({ id, status, pivot, failed }: Standing): Judged {
  switch (status) {
    case 'running':
    case 'parked':
      if (pivot === null) return { state: 'asked' };
      return refused(
        `Operation ${id} had passed step '${pivot}' when the cancellation reached it and can only go forward. Let it end, or decide about the step that waits.`,
      );
    case 'compensating':
      if (!failed) return TAKEN;
      return refused(
        `Operation ${id} had failed when the cancellation reached it and is being undone. Wait for its end.`,
      );
    case 'compensation_failed':
      if (!failed) return TAKEN;
      return refused(
        `Operation ${id} had failed when the cancellation reached it and is being undone. Decide about the step that waits.`,
      );
    case 'cancelled':
      return TAKEN;
    case 'completed':
      return refused(`Operation ${id} completed before the cancellation reached it. What it did stands.`);
    case 'compensated':
    case 'failed':
      return refused(`Operation ${id} is ${status}, though not because of the cancellation. Read its report.`);
  }
}

const refused = (sentence: string): Judged => ({ state: 'refused', fault: new Fault('conflict', sentence) });
