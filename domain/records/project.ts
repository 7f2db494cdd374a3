import { defineDocument, type Doc } from '../documents/define-document.ts';
import { link, select, text } from '../documents/fields.ts';

/** Work of several jobs for one customer. */
export const project = defineDocument('project', {
  table: 'projects',
  series: 'PROJ-.#####',
  fields: {
    project_name: text({ required: true, example: 'Rooftop units 2026' }),
    customer: link('customer'),
    status: select(['open', 'completed', 'cancelled'], { default: 'open' }),
  },
  indexes: [['customer']],
  rights: {
    system_manager: ['read', 'write', 'create', 'delete'],
    dartwing_user: ['read', 'write', 'create'],
    dispatch_manager: ['read'],
  },
});
export type Project = Doc<typeof project>;
