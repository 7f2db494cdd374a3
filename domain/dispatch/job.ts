import { defineDocument, type Doc } from '../documents/define-document.ts';
import {
  check,
  date,
  decimal,
  duration,
  fetched,
  identifier,
  instant,
  integer,
  link,
  longText,
  money,
  rows,
  select,
  text,
  wallTime,
} from '../documents/fields.ts';

export const JOB_STATUS = [
  'draft',
  'unassigned',
  'assigned',
  'en_route',
  'arrived',
  'in_progress',
  'completed',
  'cancelled',
] as const;
export type JobStatus = (typeof JOB_STATUS)[number];

/** Work at a customer's place: asked for, assigned, done, billed. */
export const job = defineDocument('dispatch_job', {
  table: 'dispatch_jobs',
  series: 'JOB-.YYYY.-.#####',
  fields: {
    customer: link('customer', { required: true, example: 'CUST-00001' }),
    customer_name: fetched('customer', 'customer_name'),
    contact: link('contact', { example: 'CONT-00001' }),
    address: link('address', { required: true, example: 'ADDR-00001' }),
    formatted_address: text({ maxLength: 500, readOnly: true }),
    latitude: decimal({ min: -90, max: 90, scale: 6, readOnly: true }),
    longitude: decimal({ min: -180, max: 180, scale: 6, readOnly: true }),
    geohash: identifier({ maxLength: 12, readOnly: true, format: 'geohash' }),

    job_type: link('dispatch_job_type', { required: true, example: 'JTYPE-00001' }),
    title: text({ required: true, example: 'No cooling on the second floor' }),
    description: longText({ example: 'Unit trips after ten minutes.' }),
    priority: select(['low', 'normal', 'high', 'urgent'], { default: 'normal' }),
    estimated_duration: duration({
      example: 5400,
      defaultFrom: { link: 'job_type', field: 'estimated_duration' },
    }),

    scheduled_date: date({ required: true, example: '2026-12-01' }),
    scheduled_start: wallTime({ example: '09:00' }),
    scheduled_end: wallTime({ example: '11:00' }),
    preferred_window: select(['any', 'morning', 'afternoon', 'evening'], { default: 'any' }),
    customer_notes: text({ maxLength: 1000 }),

    assigned_to: link('employee', { readOnly: true }),
    assigned_team: text(),
    assignment_method: select(['manual', 'auto_nearest', 'auto_workload', 'auto_skill', 'auto'], {
      default: 'manual',
      readOnly: true,
    }),
    assigned_at: instant({ readOnly: true }),
    assigned_by: link('organization_member', { readOnly: true }),

    status: select(JOB_STATUS, { default: 'draft', readOnly: true }),
    status_updated_at: instant({ readOnly: true }),
    /** Since when a completion has been asked for; null when none is under way. */
    completion_requested_at: instant({ readOnly: true }),

    required_skills: rows({
      skill: text({ required: true }),
      minimum_proficiency: integer({ min: 1, max: 5, default: 3 }),
    }),
    required_certifications: rows({ certification_type: text({ required: true }) }),
    required_equipment: rows({ equipment: text({ required: true }), quantity: decimal({ default: 1 }) }),

    actual_arrival: instant({ example: '2026-12-01T09:04:00.000Z' }),
    actual_departure: instant({ example: '2026-12-01T10:52:00.000Z' }),
    actual_duration: duration({ readOnly: true }),
    technician_notes: longText({ unlogged: true, example: 'Replaced both filters.' }),

    customer_signature: text({ maxLength: 200_000, format: 'picture', readOnly: true, unlogged: true }),
    signed_by_name: text({ readOnly: true, unlogged: true, example: 'Ines Moreau' }),
    signed_at: instant({ readOnly: true }),
    completion_photos: rows({ file: identifier({ required: true, maxLength: 500 }) }, { maxRows: 50 }),
    form_submissions: rows({ form_submission: identifier({ required: true }) }, { maxRows: 50 }),
    customer_feedback: longText({ unlogged: true }),

    parts_used: rows({
      item: link('item', { required: true, example: 'FILTER-2025' }),
      quantity: decimal({ required: true, min: 0.001, example: 2 }),
      rate: money({ example: 1899 }),
      billable: check({ default: true }),
      source: select(['van', 'stock', 'purchase'], { default: 'van' }),
    }),
    billable: check({ default: true, defaultFrom: { link: 'job_type', field: 'billable' } }),
    billing_status: select(['not_billed', 'partially_billed', 'billed'], { default: 'not_billed', readOnly: true }),
    sales_invoice: link('sales_invoice', { readOnly: true }),
    timesheet: link('timesheet', { readOnly: true }),
    delivery_note: link('delivery_note', { readOnly: true }),

    project: link('project'),
    sales_order: identifier(),
    assignments: rows(
      {
        employee: link('employee', { required: true }),
        assigned_at: instant({ required: true }),
        assigned_by: link('organization_member'),
        reason: text({ maxLength: 500 }),
        status: select(['assigned', 'declined', 'reassigned', 'completed'], { default: 'assigned' }),
        notes: text({ maxLength: 1000 }),
      },
      { readOnly: true },
    ),
  },
  indexes: [['status'], ['scheduled_date'], ['assigned_to', 'scheduled_date', 'status'], ['customer'], ['geohash']],
  filters: ['status', 'scheduled_date', 'assigned_to', 'customer', 'priority', 'job_type', 'billing_status'],
  rights: {
    system_manager: ['read', 'write', 'create', 'delete', 'repair'],
    dispatch_manager: ['read', 'write', 'create', 'delete', 'repair'],
    dartwing_user: ['read', 'write', 'create'],
    field_technician: ['read', 'write'],
  },
});
export type Job = Doc<typeof job>;
