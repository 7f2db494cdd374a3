import { Fault } from '../errors.ts';
import type { Job } from './job.ts';

/** A minute of a technician's clock that runs ahead is no reason to refuse a time. */
const CLOCK_TOLERANCE_MS = 60_000;

const refuse = (pointer: string, message: string) =>
  new Fault('invalid', message, { fields: [{ pointer, detail: message }] });

/** Work that began longer ago is a typing mistake, not an arrival. */
const OLDEST_ARRIVAL_MS = 90 * 86_400_000;

/** Throws `invalid` for an arrival that lies in the future, or longer ago than work takes; `pointer` is where it was given. */
export function checkArrival(arrival: string, { now, pointer }: { now: string; pointer: string }): void {
  if (Date.parse(arrival) > Date.parse(now) + CLOCK_TOLERANCE_MS)
    throw refuse(pointer, 'The arrival lies in the future');
  if (Date.parse(arrival) < Date.parse(now) - OLDEST_ARRIVAL_MS)
    throw refuse(pointer, 'The arrival lies more than 90 days back');
}

/** Throws `conflict` before there is an arrival, `invalid` for a departure that is not after it, or lies in the future. */
export function checkDeparture(job: Pick<Job, 'name' | 'actual_arrival'>, departure: string, now: string): void {
  if (job.actual_arrival === null)
    throw new Fault('conflict', `Job ${job.name} has no arrival yet, so nobody can have departed`);
  if (Date.parse(departure) <= Date.parse(job.actual_arrival)) {
    throw refuse('/actual_departure', `The departure is not after the arrival at ${job.actual_arrival}`);
  }
  if (Date.parse(departure) > Date.parse(now) + CLOCK_TOLERANCE_MS)
    throw refuse('/actual_departure', 'The departure lies in the future');
}

/** Throws `invalid` for an appointment that ends before it begins. */
export function checkSchedule({
  scheduled_start: start,
  scheduled_end: end,
}: Pick<Job, 'scheduled_start' | 'scheduled_end'>): void {
  if (start !== null && end !== null && end <= start)
    throw refuse('/scheduled_end', `The end is not after the start at ${start}`);
}
