import { isUnderWay, waitsForPerson } from '../../domain/operation-groups.ts';
import type { OperationReply } from './replies.ts';

/** How a command ends that did its work, but whose operation did not end well, or has not ended without a person. */
const EXIT = { otherwise: 4, waits: 5 } as const;

/** Whether nothing can change the operation any more but a word of a person that it is settled. */
export const hasEnded = (status: string): boolean => !isUnderWay(status) && !waitsForPerson(status);

/**
 * The exit code that an operation stands for: done also while it is under way. Where undoing was asked for, any end is what was
 * asked for.
 */
export function judgeEnd({ status }: Pick<OperationReply, 'status'>, wanted: 'completed' | 'undone'): number {
  if (waitsForPerson(status)) return EXIT.waits;
  if (isUnderWay(status) || status === 'completed' || wanted === 'undone') return 0;
  return EXIT.otherwise;
}
