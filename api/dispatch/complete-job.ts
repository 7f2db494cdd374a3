import { z } from 'zod';

import { acceptJobCompletion } from '../../activities/dispatch/accept-job-completion.ts';
import { runOperation } from '../../temporal/run-operation.ts';
import { documentName, JobParams } from '../http/params.ts';
import { Prefer, waitSeconds } from '../http/prefer.ts';
import { route } from '../http/route.ts';
import { answerCompleted, answerOperation } from '../operations/answer-operation.ts';
import { COMPLETED_EXAMPLE, RUNNING_EXAMPLE } from '../operations/operation-example.ts';
import { OperationView } from '../operations/operation-view.ts';

const prose = z.string().min(1).max(10_000);

const Completion = z
  .strictObject({
    actual_departure: z.iso
      .datetime({ offset: true })
      .max(40)
      .exactOptional()
      .meta({ description: 'When the technician left; now, if left out.', example: '2026-12-01T10:52:00.000Z' }),
    customer_signature: z
      .string()
      .min(1)
      .max(200_000)
      .exactOptional()
      .meta({ description: 'The drawing, as a data URL.', example: 'data:image/svg+xml;base64,PHN2Zy8+' }),
    signed_by_name: z.string().min(1).max(140).exactOptional().meta({ example: 'Ines Moreau' }),
    technician_notes: prose.exactOptional().meta({ example: 'Replaced both filters.' }),
    customer_feedback: prose.exactOptional(),
    form_submissions: z
      .array(z.strictObject({ form_submission: documentName }))
      .max(50)
      .exactOptional(),
  })
  .meta({ id: 'Completion' });

const Location = 'The address of the operation';

export const completeJobRoute = route({
  id: 'completeJob',
  method: 'post',
  path: '/v1/jobs/{name}/complete',
  area: 'Jobs',
  summary: 'Complete a job, bill it and book the hours',
  description:
    'Closes the job, submits the invoice if it is billable, books the hours, takes used stock off, and notes it in the customer’s history; or leaves everything as it was. Two callers join one run, and a repeat answers with the same operation. What is handed in stays on the job even if the rest is undone.',
  scope: 'jobs:write',
  params: JobParams,
  headers: Prefer,
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
  faults: ['not_found', 'conflict', 'misconfigured', 'outcome_unknown'],
  handle: async ({ ctx, temporal, caller, params, headers, body }) => {
    const { scope } = caller;
    const { job, finished } = await acceptJobCompletion(ctx, { scope, name: params.name, values: body });
    const request = { ctx, temporal, caller };
    if (finished !== null) return answerCompleted({ ...request, id: finished });
    const input = { organizationId: scope.organizationId, name: job.name, requestedBy: scope.actor };
    const waitMs = waitSeconds(headers) * 1000;
    return answerOperation(request, await runOperation(temporal, { kind: 'complete-job', input, waitMs }));
  },
});
