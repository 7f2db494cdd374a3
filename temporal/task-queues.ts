import { RECORDS_QUEUE } from '../workflows/messages.ts';

/**
 * Who does what: `core` carries workflows and our own database; each outside capability has a queue, so that a slow one takes
 * nobody else's slots.
 */
export const TASK_QUEUES = { core: 'core', records: RECORDS_QUEUE } as const;
