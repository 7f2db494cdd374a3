import { createApp } from '../../../api/app.ts';
import { completeJobRoute } from '../../../api/dispatch/complete-job.ts';
import { getJobRoute } from '../../../api/dispatch/get-job.ts';
import { getOperationRoute } from '../../../api/operations/get-operation.ts';
import { listOperationsRoute } from '../../../api/operations/list-operations.ts';
import { withTx } from '../../../activities/context/database/with-tx.ts';
import { createDocument } from '../../../activities/documents/create-document.ts';
import { jobType } from '../../../domain/dispatch/job-type.ts';
import { operationWorkflowId } from '../../../temporal/workflow-ids.ts';
import { withKey } from '../../support/api.ts';
import { bodyOf, described, problemOf } from '../../support/api-client.ts';
import { contextWithoutSystems } from '../../support/api-context.ts';
import { testApiWithOperations } from '../../support/api-operations.ts';
import { aJob, surroundings } from '../../support/jobs.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';

const { ctx, lines, started } = testApiWithOperations({ worker: true });
const away = contextWithoutSystems();
const LONG_MS = 60_000;

type Status = 'unassigned' | 'assigned' | 'arrived' | 'in_progress';

async function aWorld({
  status = 'in_progress',
  disabledItem = false,
}: { status?: Status; disabledItem?: boolean } = {}) {
  const organization = await anOrganization(ctx);
  const among = await surroundings(ctx, organization);
  const refused = { job_type_name: 'Old work', billing_item: among.items.disabled, rate: 100 };
  const types = await withTx(ctx, organization.scope, async (tx) => createDocument(tx, jobType, { values: refused }));
  const job = await aJob(ctx, organization, {
    status,
    among: disabledItem ? { ...among, jobType: types.name } : among,
  });
  const secret = await aKey(ctx, organization);
  const call = withKey(started().app, secret);
  const read = async () => described(getJobRoute, await call.get(`/v1/jobs/${job.name}`));
  /** What Temporal knows of a run on the job. */
  const run = () => {
    const { organizationId } = organization;
    return started()
      .temporal.workflow.getHandle(operationWorkflowId('complete-job', { organizationId, name: job.name }))
      .describe();
  };
  return { organization, job, secret, call, read, run, path: `/v1/jobs/${job.name}/complete` };
}

test(
  'completes a job and names invoice and timesheet',
  async () => {
    const { job, call, read, path } = await aWorld();
    const signature = 'data:image/png;base64,iVBORw0KGgo=';
    lines.length = 0;
    const response = await call
      .post(path)
      .set('Prefer', 'wait=30')
      .send({ customer_signature: signature, signed_by_name: 'Ines Moreau' });
    expect(response.status).toBe(200);
    const operation = described(completeJobRoute, response);
    expect(operation).toMatchObject({
      kind: 'complete-job',
      status: 'completed',
      document: { doctype: 'dispatch_job', name: job.name },
      progress: { phase: 'ended', done: 4, total: 4 },
      steps: [{ name: 'close' }, { name: 'invoice' }, { name: 'timesheet' }, { name: 'activity' }],
      result: {
        invoice: { name: expect.stringMatching(/^SINV-/) },
        timesheet: { name: expect.stringMatching(/^TS-/) },
      },
      failedStep: null,
      error: null,
    });
    const completed = await read();
    expect(completed).toMatchObject({
      status: 'completed',
      signed: true,
      customer_signature: signature,
      billing_status: 'billed',
    });
    expect(JSON.stringify(operation)).toContain(Object(completed).sales_invoice);

    const there = await call.get(response.get('Location') ?? '');
    expect(described(getOperationRoute, there)).toEqual(operation);
    const listed = await call.get(`/v1/operations?filter[document]=${job.name}&filter[status]=completed`);
    expect(described(listOperationsRoute, listed)).toMatchObject({ data: [{ status: 'completed' }], nextCursor: null });
    expect(lines.join('')).not.toMatch(/Moreau|PHN2Zy8/);
  },
  LONG_MS,
);

test(
  'answers a repeat with the same operation, and other values with 409',
  async () => {
    const { call, path } = await aWorld();
    const body = { technician_notes: 'Done.' };
    const first = await call.post(path).set('Prefer', 'wait=30').send(body);
    const again = await call.post(path).send(body);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(bodyOf(again)).toEqual(bodyOf(first));
    const other = problemOf(await call.post(path).send({ technician_notes: 'Not done.' }));
    expect(other).toMatchObject({ status: 409, errors: [{ pointer: '/technician_notes' }] });
  },
  LONG_MS,
);

test(
  'answers a repeat with the same operation when Temporal has forgotten the run, or is away',
  async () => {
    const { call, path, secret } = await aWorld();
    const first = await call.post(path).set('Prefer', 'wait=30');
    expect(first.status).toBe(200);
    const again = await withKey(createApp(ctx, away.temporal), secret).post(path);
    expect([again.status, again.get('Location')]).toEqual([200, first.get('Location')]);
    expect(bodyOf(again)).toEqual(bodyOf(first));
  },
  LONG_MS,
);

test(
  'lets two callers at once join one run',
  async () => {
    const { call, path, job } = await aWorld();
    const answers = await Promise.all([1, 2, 3].map(() => call.post(path).set('Prefer', 'wait=30')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map((answer) => answer.get('Location'))).size).toBe(1);
    const listed = await call.get(`/v1/operations?filter[document]=${job.name}`);
    expect(Object(bodyOf(listed)).data).toHaveLength(1);
  },
  LONG_MS,
);

test(
  'answers 202 at once when told not to wait, and the events end with the operation',
  async () => {
    const { call, path } = await aWorld();
    const response = await call.post(path).set('Prefer', 'wait=0');
    expect(response.status).toBe(202);
    expect(described(completeJobRoute, response)).toMatchObject({ kind: 'complete-job' });
    expect(Number(response.get('Retry-After'))).toBeGreaterThan(0);
    const events = await call.get(`${response.get('Location') ?? ''}/events`);
    expect(events.type).toBe('text/event-stream');
    const last = /data:(.+)\n(?:id:\d+\n)?(?:event:operation\n)?\n*$/.exec(events.text.trimEnd() + '\n')?.[1] ?? '{}';
    expect(JSON.parse(last)).toMatchObject({ status: 'completed', progress: { phase: 'ended' } });
  },
  LONG_MS,
);

test(
  'answers a refused billing with its problem, the way to the report, and leaves the job as it was',
  async () => {
    const { call, path, read } = await aWorld({ disabledItem: true });
    const before = Object(await read());
    const response = await call.post(path).set('Prefer', 'wait=30').send({ technician_notes: 'Done.' });
    const problem = problemOf(response);
    expect(problem.status).toBeGreaterThanOrEqual(400);
    expect(problem.status).toBeLessThan(500);
    expect(problem).toMatchObject({ operation: { failedStep: 'invoice', href: response.get('Location') } });
    const report = await call.get(response.get('Location') ?? '');
    expect(described(getOperationRoute, report)).toMatchObject({
      status: 'compensated',
      failedStep: 'invoice',
      error: { code: problem.code },
      steps: [
        { name: 'close', status: 'compensated' },
        { name: 'invoice', status: expect.stringMatching(/^(failed|compensated)$/) },
      ],
    });
    expect(await read()).toMatchObject({
      status: before.status,
      sales_invoice: null,
      technician_notes: 'Done.',
      actual_departure: null,
    });
  },
  LONG_MS,
);

test.each(['unassigned', 'assigned'] as const)(
  'refuses a job that is %s before any run starts',
  async (status) => {
    const { call, path, job, run } = await aWorld({ status });
    expect(problemOf(await call.post(path))).toMatchObject({ status: 409, code: 'conflict' });
    await expect(run()).rejects.toMatchObject({ name: 'WorkflowNotFoundError' });
    expect(bodyOf(await call.get(`/v1/operations?filter[document]=${job.name}`))).toEqual({
      data: [],
      nextCursor: null,
    });
  },
  LONG_MS,
);

test(
  'does not know jobs and operations of another organization',
  async () => {
    const { call, path } = await aWorld();
    const done = await call.post(path).set('Prefer', 'wait=30');
    const stranger = withKey(started().app, await aKey(ctx, await anOrganization(ctx)));
    const location = done.get('Location') ?? '';
    for (const answer of [
      await stranger.post(path),
      await stranger.get(location),
      await stranger.get(`${location}/events`),
    ]) {
      expect(problemOf(answer)).toMatchObject({ status: 404, code: 'not_found' });
    }
  },
  LONG_MS,
);

test.each([
  ['an unknown field', { status: 'completed' }, '/status'],
  [
    'a signature that may hold scripts',
    { customer_signature: 'data:image/svg+xml;base64,PHN2Zy8+' },
    '/customer_signature',
  ],
  [
    'a signature that is too large',
    { customer_signature: `data:image/png;base64,${'A'.repeat(200_001)}` },
    '/customer_signature',
  ],
  ['a departure that is none', { actual_departure: 'noon' }, '/actual_departure'],
  ['a null', { technician_notes: null }, '/technician_notes'],
  [
    'rows with unknown fields',
    { form_submissions: [{ form_submission: 'A', parent: 'B' }] },
    '/form_submissions/0/parent',
  ],
])(
  'refuses %s, changes nothing and starts no run',
  async (_case, body, pointer) => {
    const { call, path, read, run } = await aWorld();
    const before = await read();
    expect(problemOf(await call.post(path).send(body))).toMatchObject({ status: 400, errors: [{ pointer }] });
    expect(await read()).toEqual(before);
    await expect(run()).rejects.toMatchObject({ name: 'WorkflowNotFoundError' });
  },
  LONG_MS,
);

test(
  'refuses a departure before the arrival, and starts no run',
  async () => {
    const { call, path, read, run } = await aWorld();
    const before = await read();
    const problem = problemOf(await call.post(path).send({ actual_departure: '2020-01-01T00:00:00Z' }));
    expect([409, 422]).toContain(problem.status);
    expect(await read()).toEqual(before);
    await expect(run()).rejects.toMatchObject({ name: 'WorkflowNotFoundError' });
  },
  LONG_MS,
);

test(
  'refuses to complete another version than the one that was seen, and bills nothing',
  async () => {
    const { call, read, path } = await aWorld();
    const before = await read();
    const problem = problemOf(await call.post(path).set('If-Match', '"v1"'));
    expect(problem).toMatchObject({ status: 412, code: 'stale' });
    expect(await read()).toEqual(before);
  },
  LONG_MS,
);
