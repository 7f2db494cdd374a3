import { defineDocument, type Doc } from '../documents/define-document.ts';
import { check, date, link, select, text } from '../documents/fields.ts';

/** Somebody who does the work. */
export const employee = defineDocument('employee', {
  table: 'employees',
  series: 'EMP-.#####',
  fields: {
    employee_name: text({ required: true, example: 'Luis Ferreira' }),
    member: link('organization_member'),
    status: select(['active', 'inactive', 'left'], { default: 'active' }),
    designation: text({ example: 'HVAC technician' }),
    date_of_joining: date(),
    dispatch_enabled: check({ default: true }),
  },
  unique: ['member'],
  indexes: [['status']],
  rights: {
    system_manager: ['read', 'write', 'create', 'delete'],
    hr_manager: ['read', 'write', 'create'],
    dartwing_user: ['read'],
    dispatch_manager: ['read'],
    field_technician: ['read'],
  },
});
export type Employee = Doc<typeof employee>;
