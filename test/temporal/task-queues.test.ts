import { TASK_QUEUES } from '../../temporal/task-queues.ts';
import { WRITE_RECORDS } from '../../workflows/activity-options.ts';

describe('the task queues', () => {
  it('are one for our own work, and one for each outside capability that workflows call', () => {
    expect(Object.values(TASK_QUEUES)).toEqual(['core', 'ext-records']);
    expect(WRITE_RECORDS.taskQueue).toBe(TASK_QUEUES.records);
  });
});
