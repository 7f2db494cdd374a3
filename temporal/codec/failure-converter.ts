import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Moves message and stack of every failure into a payload, which the codec then encrypts. The type, a stable code, stays readable.
 * Temporal's SDK loads this file by its path, into the processes and into the workflow sandbox.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
