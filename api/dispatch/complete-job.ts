import { acceptJobCompletion } from '../../activities/dispatch/accept-job-completion.ts';
import { COMPLETE_JOB } from '../../domain/dispatch/complete-job.ts';
import { job } from '../../domain/dispatch/job.ts';
import { partSchemaOf } from '../../domain/documents/schema-of.ts';
import { noteStart } from '../operations/note-start.ts';
import { runOperation } from '../../temporal/run-operation.ts';
import { OptionalIfMatch } from '../http/etag.ts';
import { JobParams } from '../http/params.ts';
import { Prefer, waitSeconds } from '../http/prefer.ts';
import { route } from '../http/route.ts';
import { answerCompleted, answerOperation } from '../operations/answer-operation.ts';
import { COMPLETED_EXAMPLE, RUNNING_EXAMPLE } from '../operations/operation-example.ts';
import { OperationView } from '../operations/operation-view.ts';

const Completion = partSchemaOf(job, [
  'actual_departure',
  'technician_notes',
  'customer_signature',
  'signed_by_name',
  'customer_feedback',
  'form_submissions',
]).meta({ id: 'Completion' });

const Location = 'The address of the operation';

export const completeJobRoute = route({
  id: 'completeJob',
  method: 'post',
  path: '/v1/jobs/{name}/complete',
  area: 'Jobs',
  summary: 'Complete a job, bill it and book the hours',
  description:
    'Closes the job, submits the invoice if it is billable, books the hours, notes the delivery of parts from stock, and notes the visit in the customer’s history; or leaves everything as it was. Parts, photos and times are recorded on the job before, by a change of it. Two callers join one run, and a repeat answers with the same operation. What is handed in stays on the job even if the rest is undone.',
  scope: 'jobs:write',
  params: JobParams,
  headers: Prefer.extend(OptionalIfMatch.shape),
  body: Completion,
  bodyExample: { signed_by_name: 'Ines Moreau', technician_notes: 'Replaced both filters.' },
  answers: {
    200: {
      description: 'The job is completed.',
      schema: OperationView,
      example: COMPLETED_EXAMPLE,
      headers: { Location },
    },
    202: {
      description: 'It is being completed; ask at the address.',
      schema: OperationView,
      example: RUNNING_EXAMPLE,
      headers: { Location, 'Retry-After': 'Seconds after which to ask again' },
    },
  },
  faults: ['not_found', 'conflict', 'stale', 'misconfigured', 'outcome_unknown'],
  handle: async ({ ctx, temporal, caller, params, headers, body, closed }) => {
    const { scope } = caller;
    const { job: accepted, finished } = await acceptJobCompletion(ctx, {
      scope,
      name: params.name,
      values: body,
      ifVersion: headers['If-Match'],
    });
    const request = { ctx, temporal, caller };
    if (finished !== null) return answerCompleted({ ...request, id: finished });
    const input = { organizationId: scope.organizationId, name: accepted.name, requestedBy: scope.actor };
    const waitMs = waitSeconds(headers) * 1000;
    return answerOperation(
      request,
      await runOperation(temporal, {
        kind: COMPLETE_JOB.kind,
        input,
        waitMs,
        closed,
        started: (run) => noteStart(ctx, run),
      }),
    );
  },
});
