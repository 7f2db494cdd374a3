import { defineDocument, type Doc } from '../documents/define-document.ts';
import { check, decimal, fetched, identifier, instant, link, rows, text } from '../documents/fields.ts';

/** Hours of one employee. */
export const timesheet = defineDocument('timesheet', {
  table: 'timesheets',
  series: 'TS-.YYYY.-.#####',
  submittable: true,
  fields: {
    employee: link('employee', { required: true }),
    employee_name: fetched('employee', 'employee_name'),
    dispatch_job: link('dispatch_job'),
    dartwing_key: identifier({ maxLength: 255, setOnce: true }),
    time_logs: rows({
      activity_type: text({ required: true }),
      from_time: instant({ required: true }),
      to_time: instant({ required: true }),
      hours: decimal({ required: true }),
      project: link('project'),
      is_billable: check(),
    }),
    total_hours: decimal({ required: true }),
  },
  unique: ['dartwing_key'],
  indexes: [['employee'], ['dispatch_job']],
  rights: {
    system_manager: ['read', 'write', 'create', 'delete', 'submit', 'cancel'],
    hr_manager: ['read', 'write', 'create', 'delete', 'submit', 'cancel'],
    dartwing_user: ['read'],
    dispatch_manager: ['read'],
  },
});
export type Timesheet = Doc<typeof timesheet>;
