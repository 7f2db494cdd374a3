import { FakeRecords } from '../../../support/fake-records.ts';
import { recordsContract } from './records.contract.ts';

recordsContract('fake', () => {
  const records = new FakeRecords({
    org_1: {
      customers: { 'CUST-1': { disabled: false }, 'CUST-2': { disabled: true } },
      items: {
        SERVICE: { disabled: false, isStockItem: false, rate: null },
        FILTER: { disabled: false, isStockItem: true, rate: 1_899 },
        OLD: { disabled: true, isStockItem: false, rate: 100 },
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
    items: { service: 'SERVICE', part: 'FILTER', disabled: 'OLD' },
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
