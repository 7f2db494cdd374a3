import { z } from 'zod';

import { job, type Job } from '../../domain/dispatch/job.ts';
import { viewSchemaOf } from '../../domain/documents/schema-of.ts';
import { pageOf } from '../http/paging.ts';

const signed = z.object({ signed: z.boolean().meta({ description: 'Whether the customer signed.' }) });

/** A job as it is shown. */
export const JobView = viewSchemaOf(job).and(signed).meta({ id: 'Job' });
export type JobView = Omit<Job, 'organization_id'> & { signed: boolean };

/** A job in a list: without the signature itself. */
const ListedJobView = viewSchemaOf(job, ['customer_signature']).and(signed).meta({ id: 'ListedJob' });
export type ListedJobView = Omit<JobView, 'customer_signature'>;

export const JobPage = pageOf(ListedJobView).meta({ id: 'JobPage' });
