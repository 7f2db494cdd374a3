import { defineDocument, type Doc } from '../documents/define-document.ts';
import { check, duration, link, longText, money, text } from '../documents/fields.ts';

/** A kind of work: what it takes, and what it is billed by. */
export const jobType = defineDocument('dispatch_job_type', {
  table: 'dispatch_job_types',
  series: 'JTYPE-.#####',
  fields: {
    job_type_name: text({ required: true, example: 'Seasonal maintenance' }),
    description: longText(),
    estimated_duration: duration({ example: 5400 }),
    /** The item of the default invoice line, and its price; without them a job of this type bills its parts only. */
    billing_item: link('item'),
    rate: money({ example: 18900 }),
    billable: check({ default: true }),
    disabled: check(),
  },
  unique: ['job_type_name'],
  rights: {
    system_manager: ['read', 'write', 'create', 'delete'],
    dispatch_manager: ['read', 'write', 'create'],
    dartwing_user: ['read'],
    field_technician: ['read'],
  },
});
export type JobType = Doc<typeof jobType>;
