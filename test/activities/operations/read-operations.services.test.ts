import { randomUUID } from 'node:crypto';

import { getOperation } from '../../../activities/operations/get-operation.ts';
import { listOperations, type ListOperationsInput } from '../../../activities/operations/list-operations.ts';
import { recordOperation } from '../../../activities/operations/record-operation.ts';
import { REGISTRY } from '../../../domain/documents/registry.ts';
import { Fault } from '../../../domain/errors.ts';
import type { OperationFilters } from '../../../activities/operations/select-operations.ts';
import type { OperationStatus, StepReport } from '../../../domain/operation.ts';
import { operationId } from '../../../domain/operation-id.ts';
import { GIVEN_ROLES, mayDo } from '../../../domain/permissions.ts';
import type { Scope } from '../../../domain/scope.ts';
import { HOSTILE_TEXTS } from '../../domain/documents/field-cases.ts';
import { testContext } from '../../support/context.ts';
import { markResolved, tellOperation } from '../../support/many-operations.ts';
import { anOrganization } from '../../support/organizations.ts';

let now = Date.parse('2026-11-25T09:30:00.000Z');
const ctx = testContext({ now: () => new Date(now) });

async function operate(
  { organizationId, actor }: Scope,
  {
    name,
    status = 'completed',
    doctype = 'dispatch_job',
    kind = 'complete-job',
  }: { name: string; status?: OperationStatus; doctype?: string; kind?: string },
): Promise<string> {
  const workflowId = `${kind}:${organizationId}:${name}`;
  const runId = randomUUID();
  const run = { organizationId, kind, doctype, name, workflowId, runId, requestedBy: actor };
  await recordOperation(ctx, {
    run,
    report: {
      status,
      steps: [{ step: 'close', status: 'success', key: `${workflowId}/${runId}/close`, decisions: [] }],
    },
  });
  return operationId(workflowId, runId);
}

/** Five operations, the first two begun in the same millisecond; newest last. */
async function fiveOperations() {
  const organization = await anOrganization(ctx);
  const { scope } = organization;
  const ids: string[] = [];
  for (const [index, given] of (
    [
      { name: 'JOB-2026-00001' },
      { name: 'JOB-2026-00002', status: 'parked' },
      { name: 'JOB-2026-00003', status: 'compensated' },
      { name: 'JOB-2026-00001', status: 'running' },
      { name: 'PROJ-00001', doctype: 'project', kind: 'close-project' },
    ] as const
  ).entries()) {
    if (index > 1) now += 1;
    ids.push(await operate(scope, given));
  }
  const newestFirst = [...ids.slice(2)].reverse().concat(ids.slice(0, 2).sort().reverse());
  return { ...organization, scope, ids, newestFirst };
}

const list = (input: Partial<ListOperationsInput> & { scope: Scope }) =>
  listOperations(ctx, { filters: {}, limit: 50, ...input });

describe('getOperation', () => {
  it.each(['', 'complete-job', `complete-job.JOB-2026-00001.${randomUUID()}`, ...HOSTILE_TEXTS])(
    'finds nothing under %j',
    async (id) => {
      const { scope } = await anOrganization(ctx);
      await expect(getOperation(ctx, { scope, id })).rejects.toMatchObject({ code: 'not_found' });
    },
  );

  it('finds nothing under an id that differs in case or by a blank', async () => {
    const { scope, ids } = await fiveOperations();
    for (const wrong of [ids[0]?.toUpperCase(), `${ids[0] ?? ''} `])
      await expect(getOperation(ctx, { scope, id: wrong ?? '' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('finds nothing of another organization', async () => {
    const { ids } = await fiveOperations();
    const other = await anOrganization(ctx);
    for (const id of ids)
      await expect(getOperation(ctx, { scope: other.scope, id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is shown to who may read the document, and to nobody else', async () => {
    const { scope } = await anOrganization(ctx);
    for (const definition of REGISTRY) {
      const id = await operate(scope, {
        name: 'X-1',
        doctype: definition.doctype,
        kind: `test-${definition.doctype.replaceAll('_', '-')}`,
      });
      for (const role of GIVEN_ROLES) {
        const reading = getOperation(ctx, { scope: { ...scope, roles: [role] }, id }).then(
          () => true,
          (error: unknown) => (error instanceof Fault ? error.code : error),
        );
        expect(await reading).toBe(mayDo(definition, [role], 'read') ? true : 'not_found');
      }
    }
  });
});

describe('listOperations', () => {
  it('lists them newest first, whole or in pages of any size', async () => {
    const { scope, newestFirst } = await fiveOperations();
    for (const limit of [1, 2, 3, 4, 5, 6]) {
      const found: string[] = [];
      let cursor: string | undefined;
      let pages = 0;
      do {
        const page = await list({ scope, limit, cursor });
        found.push(...page.data.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
        pages += 1;
      } while (cursor !== undefined);
      expect(found).toEqual(newestFirst);
      expect(pages).toBe(Math.ceil(5 / limit));
    }
  });

  it.each([
    [{ status: 'parked' }, [1]],
    [{ status: 'failed' }, []],
    [{ document: 'JOB-2026-00001' }, [0, 3]],
    [{ document: 'JOB-2026-00001', status: 'running' }, [3]],
    [{ document: 'job-2026-00001' }, []],
    [{ document: "' OR '1'='1" }, []],
    [{ kind: 'close-project' }, [4]],
    [{ kind: '%' }, []],
  ] as const)('filtered by %j', async (filters, wanted) => {
    const { scope, ids, newestFirst } = await fiveOperations();
    const { data } = await list({ scope, filters });
    const expected = newestFirst.filter((id) => wanted.some((index) => ids[index] === id));
    expect(data.map(({ id }) => id)).toEqual(expected);
  });

  describe('of those that went wrong', () => {
    const step = (over: Partial<StepReport>): StepReport => ({
      step: 'invoice',
      status: 'failed',
      key: randomUUID(),
      decisions: [],
      ...over,
    });
    const missed = { failedStep: 'invoice', errorCode: 'misconfigured', error: 'No account' } as const;

    async function severalOperations() {
      const { scope } = await anOrganization(ctx);
      const told: Record<string, Parameters<typeof tellOperation>[2]> = {
        done: {},
        runs: { status: 'running', steps: [step({ status: 'running' })] },
        retries: { status: 'running', steps: [step({ status: 'running' })] },
        waitsToRetry: { status: 'compensating', steps: [step({ status: 'running' })] },
        parked: { status: 'parked', ...missed },
        stuck: { status: 'compensation_failed', ...missed, failedStep: 'delivery', errorCode: 'conflict' },
        undone: { status: 'compensated', ...missed, errorCode: 'conflict' },
        failed: { status: 'failed', errorCode: 'outcome_unknown' },
        cancelled: { status: 'cancelled' },
        settled: { status: 'compensated', ...missed },
      };
      const ids = new Map<string, string>();
      for (const [what, report] of Object.entries(told)) {
        now += 60_000;
        ids.set(await tellOperation(ctx, scope, report), what);
      }
      const of = (wanted: string) => [...ids].find(([, what]) => what === wanted)?.[0] ?? '';
      const attempted = (what: string, columns: object) =>
        ctx
          .db('operation_steps')
          .where({ organization_id: scope.organizationId, operation_id: of(what) })
          .update(columns);
      await attempted('retries', { attempt: 2 });
      await attempted('waitsToRetry', { error_code: 'unavailable' });
      await markResolved(ctx, scope, of('settled'));
      const namesOf = (rows: { id: string }[]) => rows.map(({ id }) => ids.get(id) ?? id).sort();
      return { scope, of, namesOf };
    }

    it.each<[filters: OperationFilters, wanted: string[]]>([
      [{ status: 'compensated' }, ['undone']],
      [{ status: 'resolved' }, ['settled']],
      [{ failedStep: 'invoice' }, ['parked', 'settled', 'undone']],
      [{ errorCode: 'conflict' }, ['stuck', 'undone']],
      [{ failedStep: 'invoice', errorCode: 'conflict' }, ['undone']],
      [{ retrying: true }, ['retries', 'waitsToRetry']],
      [{ retrying: true, status: 'running' }, ['retries']],
      [{ retrying: true, failedStep: 'invoice', errorCode: 'unavailable' }, ['waitsToRetry']],
      [{ retrying: true, failedStep: 'delivery' }, []],
      [{ needsPerson: true }, ['parked', 'stuck']],
      [{ needsPerson: true, errorCode: 'conflict' }, ['stuck']],
      [{ status: 'failed', errorCode: 'outcome_unknown' }, ['failed']],
      [{ olderThanSeconds: 8 * 60 }, ['done']],
      [{ failedStep: "' OR 1=1" }, []],
    ])('finds by %j', async (filters, wanted) => {
      const { scope, namesOf } = await severalOperations();
      expect(namesOf((await list({ scope, filters })).data)).toEqual(wanted);
    });

    it('are told with the steps that are being tried again, and no others', async () => {
      const { scope, namesOf } = await severalOperations();
      const { data } = await list({ scope });
      const retried = data.filter((row) => row.retried.length > 0);
      expect(namesOf(retried)).toEqual(['retries', 'waitsToRetry']);
      expect(retried.map((row) => row.retried)).toEqual([
        [expect.objectContaining({ step_name: 'invoice', error_code: 'unavailable' })],
        [expect.objectContaining({ step_name: 'invoice', error_code: null })],
      ]);
    });

    it('finds them in pages, too', async () => {
      const { scope, namesOf } = await severalOperations();
      const filters = { failedStep: 'invoice' };
      const first = await list({ scope, filters, limit: 2 });
      const second = await list({ scope, filters, limit: 2, cursor: first.nextCursor ?? '' });
      expect(namesOf([...first.data, ...second.data])).toEqual(['parked', 'settled', 'undone']);
      await expect(list({ scope, cursor: first.nextCursor ?? '' })).rejects.toMatchObject({ code: 'invalid' });
    });
  });

  it('skips and repeats nothing while new ones begin', async () => {
    const { scope, newestFirst } = await fiveOperations();
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ scope, limit: 2, cursor });
      found.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      now += 1;
      await operate(scope, { name: 'JOB-2026-00009' });
    } while (cursor !== undefined);
    expect(found).toEqual(newestFirst);
  });

  it('leaves out those on documents that the caller may not read', async () => {
    const { scope, ids } = await fiveOperations();
    const technician = await list({ scope: { ...scope, roles: ['field_technician'] } });
    expect(technician.data.map(({ id }) => id)).not.toContain(ids[4]);
    expect(technician.data).toHaveLength(4);
    expect((await list({ scope: { ...scope, roles: ['hr_manager'] } })).data).toEqual([]);
    expect((await list({ scope: { ...scope, roles: [] } })).data).toEqual([]);
  });

  it('shows nothing of another organization', async () => {
    await fiveOperations();
    expect(await list({ scope: (await anOrganization(ctx)).scope })).toEqual({ data: [], nextCursor: null });
  });

  it('refuses a cursor of another organization or filter, and one that was made up', async () => {
    const { scope } = await fiveOperations();
    const other = await fiveOperations();
    const cursor = (await list({ scope, limit: 1 })).nextCursor ?? '';
    const refused = { code: 'invalid', details: { fields: [{ pointer: 'cursor' }] } };
    await expect(list({ scope: other.scope, cursor })).rejects.toMatchObject(refused);
    await expect(list({ scope, cursor, filters: { status: 'running' } })).rejects.toMatchObject(refused);
    for (const made of ['', 'x', 'null']) await expect(list({ scope, cursor: made })).rejects.toMatchObject(refused);
  });
});
