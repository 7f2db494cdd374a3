import { Fault } from '../errors.ts';
import type { JobStatus } from './job.ts';

/** Which state may follow which. Every other pair is refused. */
const TRANSITIONS: Record<JobStatus, readonly JobStatus[]> = {
  draft: ['unassigned', 'assigned', 'cancelled'],
  unassigned: ['assigned', 'cancelled'],
  assigned: ['unassigned', 'assigned', 'en_route', 'arrived', 'cancelled'],
  en_route: ['assigned', 'arrived', 'cancelled'],
  arrived: ['in_progress', 'completed', 'cancelled'],
  in_progress: ['completed', 'cancelled'],
  completed: [],
  cancelled: [],
};

/** Throws `conflict` unless a job in `from` may become `to`; the sentence names what would have to come first. */
export function mayBecome(name: string, from: JobStatus, to: JobStatus): void {
  if (TRANSITIONS[from].includes(to)) return;
  const before = Object.entries(TRANSITIONS)
    .filter(([, next]) => next.includes(to))
    .map(([state]) => state);
  const first = before.length === 0 ? '' : ` It must be ${before.join(' or ')} first.`;
  throw new Fault('conflict', `Job ${name} is ${from} and cannot become ${to}.${first}`);
}
