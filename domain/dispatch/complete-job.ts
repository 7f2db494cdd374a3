import { Fault } from '../errors.ts';
import { hoursBetween } from '../time.ts';
import type { Job, JobStatus } from './job.ts';
import { mayBecome } from './job-lifecycle.ts';
import type { JobType } from './job-type.ts';

/** The operation, as its starter, its rows and those who look for it name it. */
export const COMPLETE_JOB = { kind: 'complete-job', doctype: 'dispatch_job' } as const;

/** What the papers of a completed job say; frozen once the job is completed, so that the books and the job agree. */
export const BILLED_FIELDS = [
  'customer',
  'address',
  'title',
  'job_type',
  'project',
  'billable',
  'parts_used',
  'actual_arrival',
  'actual_departure',
] as const satisfies readonly (keyof Job)[];

type Completable = Pick<Job, 'name' | 'assigned_to' | 'actual_arrival' | 'actual_departure'> & { status: JobStatus };

/** Throws `conflict` with what is missing unless the job may be completed at `now`. */
export function mayComplete(job: Completable, now: string): void {
  mayBecome(job.name, job.status, 'completed');
  if (job.assigned_to === null)
    throw new Fault('conflict', `Job ${job.name} has no technician. Assign one before completing it.`);
  if (job.actual_arrival === null)
    throw new Fault('conflict', `Job ${job.name} has no arrival time. Record the arrival before completing it.`);
  const departure = job.actual_departure ?? now;
  if (Date.parse(departure) <= Date.parse(job.actual_arrival)) {
    throw new Fault(
      'conflict',
      `Job ${job.name} departs at ${departure}, which is not after its arrival at ${job.actual_arrival}. Correct actual_departure.`,
    );
  }
}

interface Line {
  item: string;
  description: string | null;
  quantity: number;
  rate: number | null;
}

/**
 * What is billed for a job: the work under the given item, else its type's, at the type's rate; then each billable part. A line
 * without rate has its item's.
 */
export function invoiceLines(
  job: Pick<Job, 'title' | 'parts_used'>,
  jobType: Pick<JobType, 'billing_item' | 'rate'>,
  billingItem: string | null = jobType.billing_item,
): Line[] {
  const work =
    billingItem === null ? [] : [{ item: billingItem, description: job.title, quantity: 1, rate: jobType.rate }];
  const parts = job.parts_used
    .filter((part) => part.billable)
    .map(({ item, quantity, rate }) => ({ item, description: null, quantity, rate }));
  return [...work, ...parts];
}

/** The parts that came from stock, which a delivery note takes off it. */
export const stockLines = (job: Pick<Job, 'parts_used'>): { item: string; quantity: number }[] =>
  job.parts_used.filter((part) => part.source === 'stock').map(({ item, quantity }) => ({ item, quantity }));

/** Who did the work of a closed job, and whose hours are booked. */
export function technicianOf({ name, assigned_to }: Pick<Job, 'name' | 'assigned_to'>): string {
  if (assigned_to === null) throw new Fault('conflict', `Job ${name} has no technician whose hours could be booked`);
  return assigned_to;
}

/** The hours of a closed job: from arrival to departure. */
export function jobHours(job: Pick<Job, 'name' | 'actual_arrival' | 'actual_departure' | 'project'>) {
  if (job.actual_arrival === null || job.actual_departure === null) {
    throw new Fault('conflict', `Job ${job.name} has no arrival and departure times, so its hours are not known`);
  }
  return {
    activityType: 'Job',
    fromTime: job.actual_arrival,
    toTime: job.actual_departure,
    hours: hoursBetween(job.actual_arrival, job.actual_departure),
    project: job.project,
  };
}
