import { z } from 'zod';

import type { OperationFilters } from '../../activities/operations/select-operations.ts';
import { OPERATION_STATUS } from '../../domain/operation.ts';
import { documentName } from '../http/params.ts';
import { StepName } from './decision-body.ts';
import { ErrorCode, Kind, OLDER_MAX_SECONDS } from './filter-values.ts';

const seconds = z
  .string()
  .regex(/^\d{1,9}$/, 'Must be a whole number of seconds')
  .transform(Number)
  .pipe(z.int().min(0).max(OLDER_MAX_SECONDS))
  .meta({
    description: 'Begun longer ago than this.',
    // What is sent is text; clients are told what the text must say.
    override: ({ jsonSchema }) => {
      delete jsonSchema.pattern;
      Object.assign(jsonSchema, { type: 'integer', minimum: 0, maximum: OLDER_MAX_SECONDS });
    },
    example: 3600,
  });
const yes = z.literal('true', 'Must be true, or left out');

/** The parameters by which operations are looked for. */
export const FILTER_PARAMETERS = {
  'filter[status]': z.enum([...OPERATION_STATUS, 'resolved']).exactOptional(),
  'filter[kind]': Kind.exactOptional(),
  'filter[failedStep]': StepName.exactOptional().meta({
    description: 'The step by which it failed; with `filter[retrying]` the one that is being tried again.',
    example: 'invoice',
  }),
  'filter[errorCode]': ErrorCode.exactOptional().meta({
    description: 'The code of the problem it failed by; with `filter[retrying]` that of the step.',
    example: 'misconfigured',
  }),
  'filter[document]': documentName
    .exactOptional()
    .meta({ description: 'The name of the document that is worked on.', example: 'JOB-2026-00042' }),
  'filter[olderThanSeconds]': seconds.exactOptional(),
  'filter[retrying]': yes
    .exactOptional()
    .meta({ description: 'Under way, while some step has failed and is being tried again.' }),
  'filter[needsPerson]': yes
    .exactOptional()
    .meta({ description: 'Waiting for a decision. What ended without completing is found by its status.' }),
};

/** The filters among parsed parameters. */
export const operationFiltersOf = ({
  'filter[status]': status,
  'filter[kind]': ofKind,
  'filter[failedStep]': failedStep,
  'filter[errorCode]': errorCode,
  'filter[document]': document,
  'filter[olderThanSeconds]': olderThanSeconds,
  'filter[retrying]': retrying,
  'filter[needsPerson]': needsPerson,
}: z.output<z.ZodObject<typeof FILTER_PARAMETERS>>): OperationFilters => ({
  ...(status !== undefined && { status }),
  ...(ofKind !== undefined && { kind: ofKind }),
  ...(failedStep !== undefined && { failedStep }),
  ...(errorCode !== undefined && { errorCode }),
  ...(document !== undefined && { document }),
  ...(olderThanSeconds !== undefined && { olderThanSeconds }),
  ...(retrying !== undefined && { retrying: true }),
  ...(needsPerson !== undefined && { needsPerson: true }),
});
