import { ApplicationFailure } from '@temporalio/common';
import { pino } from 'pino';

import { forwardLogs } from '../../workers/install-runtime.ts';

describe('the log of Temporal in ours', () => {
  it('keeps what names a piece of work, and hands errors to the serializer that leaves out what they quote', () => {
    const lines: string[] = [];
    const log = pino(
      { level: 'trace', base: null, timestamp: false, serializers: { err: (error: Error) => error.name } },
      { write: (line) => lines.push(line) },
    );
    const logger = forwardLogs(log);
    logger.warn('Activity failed', {
      workflowId: 'w',
      attempt: 2,
      taskToken: 'abc',
      error: new TypeError('Ines Moreau'),
    });
    logger.info('Worker state changed', { taskQueue: 'core' });
    logger.log('ERROR', 'Lost', { error: ApplicationFailure.retryable('Too late', 'conflict') });
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      { level: 40, workflowId: 'w', attempt: 2, err: 'TypeError', msg: 'Activity failed' },
      { level: 20, taskQueue: 'core', msg: 'Worker state changed' },
      { level: 50, code: 'conflict', err: 'ApplicationFailure', msg: 'Lost' },
    ]);
  });
});
