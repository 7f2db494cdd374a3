import { arriveJob } from '../../../activities/dispatch/arrive-job.ts';
import { assignJob } from '../../../activities/dispatch/assign-job.ts';
import { startJob } from '../../../activities/dispatch/start-job.ts';
import { updateJob } from '../../../activities/dispatch/update-job.ts';
import { withTx } from '../../../activities/context/database/with-tx.ts';
import { createDocument } from '../../../activities/documents/create-document.ts';
import { getDocument } from '../../../activities/documents/get-document.ts';
import { job as definition } from '../../../domain/dispatch/job.ts';
import { employee } from '../../../domain/records/employee.ts';
import { testContext } from '../../support/context.ts';
import { aJob, surroundings } from '../../support/jobs.ts';
import { anOrganization, type TestOrganization } from '../../support/organizations.ts';

const ctx = testContext();

async function world(status: 'unassigned' | 'assigned' | 'arrived' | 'in_progress') {
  const organization = await anOrganization(ctx);
  const names = await surroundings(ctx, organization);
  const job = await aJob(ctx, organization, { status, among: names });
  return { organization, scope: organization.scope, names, job, name: job.name };
}
const read = (organization: TestOrganization, name: string) =>
  getDocument(ctx, { scope: organization.scope, definition, name });

describe('assignJob', () => {
  it('gives the job to a technician and keeps the history of who had it', async () => {
    const { organization, scope, names, name } = await world('assigned');
    const second = await withTx(ctx, scope, (tx) =>
      createDocument(tx, employee, { values: { employee_name: 'Mara Olsen' } }),
    );
    const job = await assignJob(ctx, { scope, name, employee: second.name, reason: 'Nearer' });
    expect(job).toMatchObject({ status: 'assigned', assigned_to: second.name, assigned_by: scope.actor });
    expect(job.assignments.map((row) => [row.employee, row.status, row.reason])).toEqual([
      [names.employee, 'reassigned', null],
      [second.name, 'assigned', 'Nearer'],
    ]);
    expect(await read(organization, name)).toEqual(job);
  });

  it('changes nothing when the technician already has it', async () => {
    const { scope, names, name, job } = await world('assigned');
    expect(await assignJob(ctx, { scope, name, employee: names.employee })).toEqual(job);
  });

  it.each([
    ['who is not active', { status: 'inactive' as const }],
    ['who is not enabled for dispatch', { dispatch_enabled: false }],
  ])('refuses an employee %s', async (_who, values) => {
    const { organization, scope, name, job } = await world('unassigned');
    const idle = await withTx(ctx, scope, (tx) =>
      createDocument(tx, employee, { values: { employee_name: 'Idle', ...values } }),
    );
    await expect(assignJob(ctx, { scope, name, employee: idle.name })).rejects.toMatchObject({ code: 'invalid' });
    expect(await read(organization, name)).toEqual(job);
  });

  it('answers not_found for an employee that is not there, and for a job of another organization', async () => {
    const { scope, name } = await world('unassigned');
    const other = await world('assigned');
    await expect(assignJob(ctx, { scope, name, employee: 'EMP-99999' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      assignJob(ctx, { scope: { ...scope, organizationId: 'org_none' }, name: other.name, employee: 'EMP-00001' }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('refuses a stale version', async () => {
    const { scope, names, name, job } = await world('unassigned');
    await expect(
      assignJob(ctx, { scope, name, employee: names.employee, ifVersion: job.version + 1 }),
    ).rejects.toMatchObject({ code: 'stale' });
  });
});

describe('arriveJob and startJob', () => {
  it('record arrival and start, each once', async () => {
    const { scope, name } = await world('assigned');
    const arrival = new Date(Math.floor(Date.now() / 1000) * 1000 - 7_200_000);
    const anHourEast = new Date(arrival.getTime() + 3_600_000).toISOString().replace('.000Z', '+01:00');
    const arrived = await arriveJob(ctx, { scope, name, at: anHourEast });
    expect(arrived).toMatchObject({ status: 'arrived', actual_arrival: arrival.toISOString() });
    expect(await arriveJob(ctx, { scope, name, at: anHourEast })).toEqual(arrived);
    expect(await arriveJob(ctx, { scope, name })).toEqual(arrived);
    const started = await startJob(ctx, { scope, name });
    expect(started.status).toBe('in_progress');
    expect(await startJob(ctx, { scope, name })).toEqual(started);
  });

  it('refuse another arrival, which is corrected by a change instead', async () => {
    const { scope, name, job } = await world('in_progress');
    const hourLater = new Date(Date.parse(job.actual_arrival ?? '') + 3_600_000).toISOString();
    const there = await world('arrived');
    await expect(arriveJob(ctx, { scope: there.scope, name: there.name, at: hourLater })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('actual_arrival'),
    });
    const corrected = await updateJob(ctx, { scope, name, changes: { actual_arrival: hourLater } });
    expect(corrected).toMatchObject({ actual_arrival: hourLater, actual_duration: null, status: 'in_progress' });
    const old = updateJob(ctx, { scope, name, changes: { actual_arrival: '1970-01-01T00:00:00Z' } });
    await expect(old).rejects.toMatchObject({ code: 'invalid', details: { fields: [{ pointer: '/actual_arrival' }] } });
  });

  it('correct an arrival only once there is one, and never take it away', async () => {
    const away = await world('assigned');
    const at = new Date().toISOString();
    const early = updateJob(ctx, { scope: away.scope, name: away.name, changes: { actual_arrival: at } });
    await expect(early).rejects.toMatchObject({ code: 'conflict' });
    const there = await world('arrived');
    const gone = updateJob(ctx, { scope: there.scope, name: there.name, changes: { actual_arrival: null } });
    await expect(gone).rejects.toMatchObject({ code: 'conflict' });
  });

  it('refuse an arrival in the future', async () => {
    const { scope, name } = await world('assigned');
    const at = new Date(Date.now() + 3_600_000).toISOString();
    await expect(arriveJob(ctx, { scope, name, at })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('refuse what the state does not allow, and say what must come first', async () => {
    const { scope, name } = await world('unassigned');
    await expect(arriveJob(ctx, { scope, name })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('assigned'),
    });
    await expect(startJob(ctx, { scope, name })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('arrived'),
    });
  });
});

describe('a job of another organization', () => {
  const rename = (...[context, { scope, name }]: Parameters<typeof startJob>) =>
    updateJob(context, { scope, name, changes: { title: 'Mine now' } });

  it.each([
    ['arriveJob', 'assigned', arriveJob],
    ['startJob', 'arrived', startJob],
    ['startJob, told twice,', 'in_progress', startJob],
    ['updateJob', 'assigned', rename],
  ] as const)('is not_found for %s', async (_verb, status, verb) => {
    const { organization, name, job } = await world(status);
    const other = await anOrganization(ctx);
    await expect(verb(ctx, { scope: other.scope, name })).rejects.toMatchObject({ code: 'not_found' });
    expect(await read(organization, name)).toEqual(job);
  });
});

describe('updateJob', () => {
  it('changes what was given, and the departure sets the duration', async () => {
    const { scope, name, job } = await world('in_progress');
    const departure = new Date(Date.parse(job.actual_arrival ?? '') + 5_400_000).toISOString();
    const changed = await updateJob(ctx, {
      scope,
      name,
      changes: { technician_notes: 'Replaced the belt', actual_departure: departure },
      ifVersion: job.version,
    });
    expect(changed).toMatchObject({
      technician_notes: 'Replaced the belt',
      actual_duration: 5_400,
      version: job.version + 1,
    });
  });

  it('changes nothing, not even the version, when the values are so already', async () => {
    const { scope, name, job } = await world('assigned');
    expect(await updateJob(ctx, { scope, name, changes: { title: job.title, parts_used: [] } })).toEqual(job);
  });

  it('refuses a departure before the arrival, or without one', async () => {
    const there = await world('in_progress');
    await expect(
      updateJob(ctx, { scope: there.scope, name: there.name, changes: { actual_departure: '2020-01-01T00:00:00Z' } }),
    ).rejects.toMatchObject({ code: 'invalid' });
    const away = await world('assigned');
    await expect(
      updateJob(ctx, { scope: away.scope, name: away.name, changes: { actual_departure: '2026-11-24T00:00:00Z' } }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('of two writers with the same version lets one through', async () => {
    const { scope, name, job } = await world('assigned');
    const change = (title: string) => updateJob(ctx, { scope, name, changes: { title }, ifVersion: job.version });
    const answers = await Promise.allSettled([change('A'), change('B')]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'stale' } });
  });
});
