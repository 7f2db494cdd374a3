import type { Job } from '../../domain/dispatch/job.ts';
import { etagOf } from '../http/etag.ts';
import type { JobView, ListedJobView } from './job-view.ts';

/** What a list shows of a job. */
export const presentListedJob = (job: Job): ListedJobView => ({
  name: job.name,
  version: job.version,
  docstatus: job.docstatus,
  created_at: job.created_at,
  created_by: job.created_by,
  modified_at: job.modified_at,
  modified_by: job.modified_by,

  customer: job.customer,
  customer_name: job.customer_name,
  contact: job.contact,
  address: job.address,
  formatted_address: job.formatted_address,
  latitude: job.latitude,
  longitude: job.longitude,
  geohash: job.geohash,

  job_type: job.job_type,
  title: job.title,
  description: job.description,
  priority: job.priority,
  estimated_duration: job.estimated_duration,
  scheduled_date: job.scheduled_date,
  scheduled_start: job.scheduled_start,
  scheduled_end: job.scheduled_end,
  preferred_window: job.preferred_window,
  customer_notes: job.customer_notes,

  assigned_to: job.assigned_to,
  assigned_team: job.assigned_team,
  assignment_method: job.assignment_method,
  assigned_at: job.assigned_at,
  assigned_by: job.assigned_by,
  status: job.status,
  status_updated_at: job.status_updated_at,
  completion_requested_at: job.completion_requested_at,
  required_skills: job.required_skills,
  required_certifications: job.required_certifications,
  required_equipment: job.required_equipment,

  actual_arrival: job.actual_arrival,
  actual_departure: job.actual_departure,
  actual_duration: job.actual_duration,
  technician_notes: job.technician_notes,
  signed: job.customer_signature !== null,
  signed_by_name: job.signed_by_name,
  signed_at: job.signed_at,
  completion_photos: job.completion_photos,
  form_submissions: job.form_submissions,
  customer_feedback: job.customer_feedback,

  parts_used: job.parts_used,
  billable: job.billable,
  billing_status: job.billing_status,
  sales_invoice: job.sales_invoice,
  timesheet: job.timesheet,
  delivery_note: job.delivery_note,
  project: job.project,
  sales_order: job.sales_order,
  assignments: job.assignments,
});

/** What is shown of one job. */
export const presentJob = (job: Job): JobView => ({
  ...presentListedJob(job),
  customer_signature: job.customer_signature,
});

/** Answers one job with the ETag of its version. */
export const answerJob = (job: Job, status = 200) => ({
  status,
  body: presentJob(job),
  headers: { ETag: etagOf(job.version) },
});
