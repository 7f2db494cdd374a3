import { answerPage, filtersOf, listQueryOf } from '../../../api/http/paging.ts';
import { job } from '../../../domain/dispatch/job.ts';

const Query = listQueryOf(job);

test('gives fifty when nothing is asked for', () => {
  expect(Query.parse({})).toEqual({ limit: 50 });
});

test.each(['0', '201', '-1', '1.5', '1e1', '0x10', ' 5', '', 'ten', '٣'])('refuses the limit %s', (limit) => {
  expect(Query.safeParse({ limit }).success).toBe(false);
});

test.each(['status;drop', 'status,name', '--status', 'Status', 'status desc', "a'b", 'a'.repeat(65)])(
  'refuses to sort by %s',
  (sort) => {
    expect(Query.safeParse({ sort }).success).toBe(false);
  },
);

test('knows the filters of the definition and no others', () => {
  expect(Query.safeParse({ 'filter[status]': 'assigned', 'filter[customer]': 'CUST-1' }).success).toBe(true);
  for (const key of [
    'filter[title]',
    'filter[customer_signature]',
    'filter[organization_id]',
    'filter[]',
    'filter',
    'status',
  ]) {
    expect(Query.safeParse({ [key]: 'x' }).success).toBe(false);
  }
});

test('refuses a filter value that the field can never have', () => {
  expect(Query.safeParse({ 'filter[status]': 'Assigned' }).success).toBe(false);
  expect(Query.safeParse({ 'filter[scheduled_date]': "2026-12-01' OR 1" }).success).toBe(false);
});

test('takes the filters out of the query by field', () => {
  expect(filtersOf({ limit: 50, sort: 'name', 'filter[status]': 'assigned', cursor: undefined })).toEqual({
    status: 'assigned',
  });
});

test('links to the next page with the same filters, sort and limit', () => {
  const query = Query.parse({ limit: '2', sort: '-name', 'filter[customer]': 'A&B' });
  const page = answerPage({ path: '/v1/jobs', query, data: [1, 2], nextCursor: 'abc_-' });
  expect(page.headers?.Link).toBe('</v1/jobs?limit=2&sort=-name&filter%5Bcustomer%5D=A%26B&cursor=abc_->; rel="next"');
});

test('links nowhere from the last page', () => {
  expect(answerPage({ path: '/v1/jobs', query: {}, data: [], nextCursor: null })).toEqual({
    status: 200,
    body: { data: [], nextCursor: null },
  });
});
