import { operationScope } from '../../domain/scope.ts';

describe('operationScope', () => {
  it('is the service actor, in the organization, with the operation as cause', () => {
    expect(operationScope('org_a', 'complete-job.JOB-2026-00001.run')).toEqual({
      organizationId: 'org_a',
      actor: 'operation',
      roles: ['operation'],
      cause: 'complete-job.JOB-2026-00001.run',
    });
  });
});
