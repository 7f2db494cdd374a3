import { acceptJobCompletion } from '../../../activities/dispatch/accept-job-completion.ts';
import { arriveJob } from '../../../activities/dispatch/arrive-job.ts';
import { assignJob } from '../../../activities/dispatch/assign-job.ts';
import { createJob } from '../../../activities/dispatch/create-job.ts';
import { startJob } from '../../../activities/dispatch/start-job.ts';
import { updateJob } from '../../../activities/dispatch/update-job.ts';
import { getDocument } from '../../../activities/documents/get-document.ts';
import { listDocuments } from '../../../activities/documents/list-documents.ts';
import { job as definition } from '../../../domain/dispatch/job.ts';
import type { Scope } from '../../../domain/scope.ts';
import { everythingOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { aJob, surroundings, type Surroundings } from '../../support/jobs.ts';
import { anOrganization } from '../../support/organizations.ts';

const ctx = testContext();

interface Call {
  scope: Scope;
  name: string;
  among: Surroundings;
}
const assign = ({ scope, name, among }: Call) => assignJob(ctx, { scope, name, employee: among.employee });
const arrive = ({ scope, name }: Call) => arriveJob(ctx, { scope, name });
const start = ({ scope, name }: Call) => startJob(ctx, { scope, name });
const change = ({ scope, name }: Call) => updateJob(ctx, { scope, name, changes: { priority: 'low' } });
const complete = ({ scope, name }: Call) => acceptJobCompletion(ctx, { scope, name, values: {} });
const create = ({ scope, among: { customer, address, jobType } }: Call) =>
  createJob(ctx, {
    scope,
    values: { customer, address, job_type: jobType, title: 'No heat', scheduled_date: '2026-12-01' },
  });

describe('a caller whose roles say nothing of jobs', () => {
  it.each([
    ['create one', 'unassigned', create],
    ['read one', 'unassigned', ({ scope, name }: Call) => getDocument(ctx, { scope, definition, name })],
    ['list them', 'unassigned', ({ scope }: Call) => listDocuments(ctx, { scope, definition, filters: {}, limit: 10 })],
    ['change one', 'unassigned', change],
    ['change one into what it is', 'unassigned', (call: Call) => updateJob(ctx, { ...call, changes: {} })],
    [
      'change one under a stale version',
      'unassigned',
      (call: Call) => updateJob(ctx, { ...call, changes: {}, ifVersion: 99 }),
    ],
    ['assign one', 'unassigned', assign],
    ['assign one to whom it is assigned', 'assigned', assign],
    ['arrive at one', 'assigned', arrive],
    ['arrive at one twice', 'arrived', arrive],
    ['start one', 'arrived', start],
    ['start one twice', 'in_progress', start],
    ['start one in the wrong state', 'unassigned', start],
    ['complete one', 'in_progress', complete],
    ['complete one in the wrong state', 'unassigned', complete],
    ['assign one that is not there', 'unassigned', (call: Call) => assign({ ...call, name: 'JOB-2026-99999' })],
  ] as const)('may not %s, and changes nothing', async (_what, status, verb) => {
    const organization = await anOrganization(ctx);
    const among = await surroundings(ctx, organization);
    const { name } = await aJob(ctx, organization, { status, among });
    const before = await everythingOf(ctx, organization.organizationId);
    const scope = { ...organization.scope, roles: ['accounts_manager', 'hr_manager'] as const };
    await expect(verb({ scope, name, among })).rejects.toMatchObject({ name: 'Fault', code: 'forbidden', details: {} });
    expect(await everythingOf(ctx, organization.organizationId)).toBe(before);
  });
});
