import { defineSearchAttributeKey } from '@temporalio/common';
import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes.js';
import { isGrpcServiceError, type Connection } from '@temporalio/client';

import { FAILED_STEP, SAGA_STATE } from '../workflows/messages.ts';

export const ORGANIZATION = defineSearchAttributeKey('Organization', 'KEYWORD');
export const OPERATION = defineSearchAttributeKey('Operation', 'KEYWORD');
export const DOC_TYPE = defineSearchAttributeKey('DocType', 'KEYWORD');
export const DOC_ID = defineSearchAttributeKey('DocId', 'KEYWORD');

/** What runs can be searched by. Never encrypted, so never anything personal. Ten keywords are all that SQL visibility has. */
const SEARCH_ATTRIBUTES = [
  ORGANIZATION,
  OPERATION,
  DOC_TYPE,
  DOC_ID,
  SAGA_STATE,
  FAILED_STEP,
  defineSearchAttributeKey('Assignee', 'KEYWORD'),
  defineSearchAttributeKey('NextDueAt', 'DATETIME'),
];

type Operator = Pick<Connection, 'operatorService'>;

const NOT_FOUND = 5;

/** Makes the namespace know every attribute above. Safe to repeat, and in several processes at once. Throws when there is no such namespace. */
export async function registerSearchAttributes({ operatorService }: Operator, namespace: string): Promise<void> {
  const missing = async () => {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace }).catch((error: unknown) => {
      if (!isGrpcServiceError(error) || Number(error.code) !== NOT_FOUND) throw error;
      throw new Error(`Temporal has no namespace '${namespace}'. Create it, or correct TEMPORAL_NAMESPACE.`);
    });
    return SEARCH_ATTRIBUTES.filter(({ name }) => !Object.hasOwn(customAttributes, name));
  };
  const wanted = await missing();
  if (wanted.length === 0) return;
  const searchAttributes = Object.fromEntries(
    wanted.map(({ name, type }) => [name, encodeSearchAttributeIndexedValueType(type) ?? 0]),
  );
  try {
    await operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    // Another process may have been faster; then nothing is missing any more.
    if ((await missing()).length > 0) throw error;
  }
}
