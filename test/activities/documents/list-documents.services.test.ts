import { listDocuments, type ListInput } from '../../../activities/documents/list-documents.ts';
import { job } from '../../../domain/dispatch/job.ts';
import type { Scope } from '../../../domain/scope.ts';
import { customer } from '../../../domain/records/customer.ts';
import { HOSTILE_TEXTS } from '../../domain/documents/field-cases.ts';
import { testContext } from '../../support/context.ts';
import { create, update } from '../../support/documents.ts';
import { aJob, surroundings } from '../../support/jobs.ts';
import { anOrganization } from '../../support/organizations.ts';

let clock = Date.parse('2026-11-25T09:30:00.000Z');
const ctx = testContext({ now: () => new Date(clock) });
const refused = (pointer: string) => ({
  code: 'invalid',
  details: { unread: true, fields: [{ pointer, detail: expect.any(String) }] },
});

/** Six jobs, two created at each of three instants. */
async function sixJobs() {
  const organization = await anOrganization(ctx);
  const { scope } = organization;
  const among = await surroundings(ctx, organization);
  const days = ['2026-12-03', '2026-12-01', '2026-12-02', '2026-12-01', '2026-12-03', '2026-12-02'];
  const priorities = ['low', 'high', 'low', 'urgent', 'normal', 'low'] as const;
  for (const [index, scheduled_date] of days.entries()) {
    if (index % 2 === 0) clock += 1;
    await aJob(ctx, organization, {
      among,
      status: 'unassigned',
      values: { scheduled_date, priority: priorities[index] ?? 'low' },
    });
  }
  return { ...organization, scope, among };
}

const list = (
  input: Omit<ListInput<typeof job>, 'definition' | 'limit' | 'filters'> & {
    limit?: number;
    filters?: Record<string, string>;
  },
) => listDocuments(ctx, { definition: job, limit: 100, filters: {}, ...input });
const numbers = (data: { name: string }[]) => data.map(({ name }) => Number(name.slice(-5)));

/** All pages of a list, each taken after `between`. */
async function pages(input: Parameters<typeof list>[0], between: () => Promise<unknown> = () => Promise.resolve()) {
  const found: number[][] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ ...input, cursor });
    found.push(numbers(page.data));
    cursor = page.nextCursor ?? undefined;
    if (cursor !== undefined) await between();
  } while (cursor !== undefined);
  return found;
}

describe('listDocuments', () => {
  it.each([
    [undefined, [6, 5, 4, 3, 2, 1]],
    ['-created_at', [6, 5, 4, 3, 2, 1]],
    ['created_at', [1, 2, 3, 4, 5, 6]],
    ['name', [1, 2, 3, 4, 5, 6]],
    ['-name', [6, 5, 4, 3, 2, 1]],
    ['scheduled_date', [2, 4, 3, 6, 1, 5]],
    ['-scheduled_date', [5, 1, 6, 3, 4, 2]],
  ])('sorted by %s is in order, whole or in pages of any size', async (sort, order) => {
    const { scope } = await sixJobs();
    for (const limit of [1, 2, 3, 5, 6, 7]) {
      const found = await pages({ scope, sort, limit });
      expect(found.flat()).toEqual(order);
      expect(found).toHaveLength(Math.ceil(6 / limit));
    }
  });

  it.each([
    [{ priority: 'low' }, [1, 3, 6]],
    [{ priority: 'low', scheduled_date: '2026-12-02' }, [3, 6]],
    [{ status: 'unassigned' }, [1, 2, 3, 4, 5, 6]],
    [{ status: 'completed' }, []],
    [{ customer: 'CUST-00001' }, [1, 2, 3, 4, 5, 6]],
    [{ customer: 'cust-00001' }, []],
    [{ customer: 'CUST-00001 ' }, []],
    [{ assigned_to: 'EMP-00001' }, []],
  ])('filtered by %j', async (filters, found) => {
    const { scope } = await sixJobs();
    expect(numbers((await list({ scope, filters, sort: 'name' })).data)).toEqual(found);
    expect((await pages({ scope, filters, sort: 'name', limit: 1 })).flat()).toEqual(found);
  });

  it('skips and repeats nothing that was there, while others insert', async () => {
    const { scope, among } = await sixJobs();
    const organization = { scope, organizationId: scope.organizationId };
    const insert = () => {
      clock += 1;
      return aJob(ctx, organization, { among, status: 'unassigned', values: { scheduled_date: '2026-12-02' } });
    };
    for (const sort of ['-created_at', 'name', 'scheduled_date', '-name']) {
      const before = numbers((await list({ scope, sort })).data);
      const found = (await pages({ scope, sort, limit: 2 }, insert)).flat();
      expect(found.filter((number) => before.includes(number))).toEqual(before);
      expect(new Set(found).size).toBe(found.length);
    }
  });

  it('goes on after a row that was deleted or changed meanwhile', async () => {
    const { scope } = await sixJobs();
    const { nextCursor } = await list({ scope, sort: 'scheduled_date', limit: 2 });
    await update(ctx, { scope, definition: job, name: 'JOB-2026-00004', changes: { scheduled_date: '2026-12-09' } });
    expect(numbers((await list({ scope, sort: 'scheduled_date', cursor: nextCursor ?? '' })).data)).toEqual([
      3, 6, 1, 5, 4,
    ]);
  });

  it('shows each document with its own rows', async () => {
    const { scope, among } = await sixJobs();
    const organization = { scope, organizationId: scope.organizationId };
    const skilled = (skill: string) =>
      aJob(ctx, organization, {
        among,
        status: 'unassigned',
        values: { required_skills: [{ skill }, { skill: 'Roof' }] },
      });
    const made = [await skilled('Gas'), await skilled('HVAC')];
    const { data } = await list({ scope, sort: 'name' });
    expect(data.slice(6)).toEqual(made);
    expect(data[0]?.required_skills).toEqual([]);
  });

  it('of another organization holds nothing of this one', async () => {
    await sixJobs();
    const other = await anOrganization(ctx);
    expect(await list({ scope: other.scope })).toEqual({ data: [], nextCursor: null });
  });
});

describe('listDocuments refuses', () => {
  it('a cursor of another organization, filter, sort or type', async () => {
    const { scope } = await sixJobs();
    const other = await sixJobs();
    const { nextCursor } = await list({ scope, limit: 1, filters: { priority: 'low' }, sort: 'name' });
    const cursor = nextCursor ?? '';
    const same = { scope, filters: { priority: 'low' }, sort: 'name', cursor };
    expect(numbers((await list(same)).data)).toEqual([3, 6]);
    for (const over of [
      { scope: other.scope },
      { filters: {} },
      { filters: { priority: 'high' } },
      { sort: '-name' },
      { sort: undefined },
    ])
      await expect(list({ ...same, ...over })).rejects.toMatchObject(refused('cursor'));
    const ofCustomers = listDocuments(ctx, {
      scope,
      definition: customer,
      filters: {},
      sort: 'name',
      limit: 1,
      cursor,
    });
    await expect(ofCustomers).rejects.toMatchObject(refused('cursor'));
  });

  it('no cursor whose filters were given in another order', async () => {
    const { scope } = await sixJobs();
    const { nextCursor } = await list({ scope, limit: 1, filters: { priority: 'low', status: 'unassigned' } });
    const { data } = await list({
      scope,
      cursor: nextCursor ?? '',
      filters: { status: 'unassigned', priority: 'low' },
    });
    expect(data).toHaveLength(2);
  });

  it.each([
    'title',
    'organization_id',
    'nothing',
    '',
    '-',
    '--name',
    'name desc',
    'assigned_to',
    'parts_used',
    '__proto__',
    'constructor',
    ...HOSTILE_TEXTS,
  ])('to sort by %j', async (sort) => {
    const { scope } = await anOrganization(ctx);
    await expect(list({ scope, sort })).rejects.toMatchObject(refused('sort'));
  });

  it.each([
    ['title', 'A'],
    ['organization_id', 'org_other'],
    ['name', 'JOB-2026-00001'],
    ['__proto__', 'x'],
    ['constructor', 'x'],
    ["status' OR '1'='1", 'x'],
    ['status', 'lost'],
    ['status', ''],
    ['status', 'constructor'],
    ['scheduled_date', '2026-02-30'],
    ['scheduled_date', "2026-12-01' OR '1'='1"],
    ['customer', ''],
    ['customer', 'a\u0000b'],
  ])('to filter %s by %j', async (key, value) => {
    const { scope } = await anOrganization(ctx);
    const filters = Object.fromEntries([[key, value]]);
    await expect(list({ scope, filters })).rejects.toMatchObject(refused(`filter[${key}]`));
  });

  it('a caller without the right', async () => {
    const { scope } = await anOrganization(ctx);
    const hr: Scope = { ...scope, roles: ['hr_manager'] };
    await expect(list({ scope: hr })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('no filter for being an attack: it is a text as any other', async () => {
    const { scope } = await anOrganization(ctx);
    await create(ctx, { scope, definition: customer, values: { customer_name: 'A' } });
    for (const text of HOSTILE_TEXTS.filter((hostile) => !hostile.includes('\u2028')))
      expect((await list({ scope, filters: { customer: text } })).data).toEqual([]);
  });
});
