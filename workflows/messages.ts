import { defineSearchAttributeKey } from '@temporalio/common';
import { defineQuery, defineUpdate } from '@temporalio/workflow';

import type { Decision, OperationReport } from '../domain/operation.ts';

/** What the operation did so far; it can be asked of a closed run too. */
export const report = defineQuery<OperationReport, []>('report');

/** A person's decision about the step that waits; refused when that step does not wait or does not allow it. */
export const decide = defineUpdate<void, [Decision]>('decide');

/** What a run says of itself while it goes on, for lists. */
export const SAGA_STATE = defineSearchAttributeKey('SagaState', 'KEYWORD');
export const FAILED_STEP = defineSearchAttributeKey('FailedStep', 'KEYWORD');

/** Where the verbs of the system of record are carried out, whoever provides it. */
export const RECORDS_QUEUE = 'ext-records';
