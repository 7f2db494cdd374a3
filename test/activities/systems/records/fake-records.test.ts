import { FakeRecords, type FakeWorld } from '../../../support/fake-records.ts';
import { recordsContract } from './records.contract.ts';

type FakeItem = FakeWorld['items'][string];
const anItem = (over: Partial<FakeItem> = {}): FakeItem => ({
  disabled: false,
  isStockItem: false,
  rate: null,
  account: null,
  ...over,
});

recordsContract('fake', () => {
  const income: NonNullable<FakeItem['account']> = { name: 'ACC-1', root_type: 'income', disabled: true };
  const records = new FakeRecords({
    org_1: {
      customers: { 'CUST-1': { disabled: false }, 'CUST-2': { disabled: true } },
      items: {
        SERVICE: anItem(),
        FILTER: anItem({ isStockItem: true, rate: 1_899 }),
        OLD: anItem({ disabled: true, rate: 100 }),
        CLOSED: anItem({ isStockItem: true, account: income }),
        MISBOOKED: anItem({ account: { name: 'ACC-2', root_type: 'expense', disabled: false } }),
      },
      employees: { 'EMP-1': { left: false }, 'EMP-2': { left: true } },
    },
    org_2: { customers: {}, items: {}, employees: {} },
  });
  return Promise.resolve({
    records,
    organizationId: 'org_1',
    otherOrganizationId: 'org_2',
    job: 'JOB-2026-00001',
    otherJob: () => Promise.resolve('JOB-2026-00002'),
    customer: 'CUST-1',
    disabledCustomer: 'CUST-2',
    employee: 'EMP-1',
    employeeWhoLeft: 'EMP-2',
    items: {
      service: 'SERVICE',
      part: 'FILTER',
      disabled: 'OLD',
      onDisabledAccount: 'CLOSED',
      onExpenseAccount: 'MISBOOKED',
    },
    enableAccount: () => {
      income.disabled = false;
      return Promise.resolve();
    },
    papers: (kind, key) =>
      Promise.resolve(
        records.papers
          .filter((paper) => paper.organizationId === 'org_1' && paper.kind === kind && paper.key === key)
          .map(({ name, state }) => ({ name, state })),
      ),
    netTotal: (invoice) => Promise.resolve(records.papers.find(({ name }) => name === invoice)?.total ?? NaN),
    pay: (invoice) => {
      records.paid.add(invoice);
      return Promise.resolve();
    },
    byHand: (kind, paper) => Promise.resolve(records.byHand({ organizationId: 'org_1', kind, ...paper }).name),
    jobOf: (kind, name) =>
      Promise.resolve(records.papers.find((paper) => paper.kind === kind && paper.name === name)?.job ?? null),
  });
});
