import { defineDocument, type Doc } from './define-document.ts';
import { identifier, longText, select } from './fields.ts';

/** Something said about a document, to those who may read it: by a person, or by an operation that did not just complete. */
export const comment = defineDocument('comment', {
  table: 'comments',
  series: 'CMT-.YYYY.-.#####',
  fields: {
    reference_doctype: identifier({ required: true, setOnce: true, maxLength: 64 }),
    reference_name: identifier({ required: true, setOnce: true }),
    comment_type: select(['comment', 'operation'], { required: true, setOnce: true }),
    content: longText({ required: true, unlogged: true }),
    operation: identifier({ maxLength: 255, setOnce: true }),
    dartwing_key: identifier({ maxLength: 300, setOnce: true }),
  },
  unique: ['dartwing_key'],
  indexes: [['reference_doctype', 'reference_name']],
  filters: ['reference_doctype', 'reference_name'],
  rights: {
    system_manager: ['read', 'write', 'create', 'delete'],
    dispatch_manager: ['read'],
    dartwing_user: ['read'],
    field_technician: ['read'],
  },
});
export type Comment = Doc<typeof comment>;
