import { Fault } from '../../domain/errors.ts';
import { operationWorkflowId } from '../../temporal/workflow-ids.ts';

describe('operationWorkflowId', () => {
  it('names the operation, the organization and the document', () => {
    expect(operationWorkflowId('complete-job', { organizationId: 'org_7f3', name: 'JOB-2026-00042' })).toBe(
      'complete-job:org_7f3:JOB-2026-00042',
    );
  });

  it('refuses a name that leaves no room for the key of a step', () => {
    const long = { organizationId: 'org_7f3', name: 'J'.repeat(180) };
    expect(() => operationWorkflowId('complete-job', long)).toThrow(Fault);
    expect(operationWorkflowId('complete-job', { ...long, name: 'J'.repeat(140) }).length).toBeLessThanOrEqual(200);
  });

  it('refuses an organization that could be taken for another', () => {
    expect(() => operationWorkflowId('complete-job', { organizationId: 'org:1', name: 'JOB-1' })).toThrow('no colon');
  });
});
