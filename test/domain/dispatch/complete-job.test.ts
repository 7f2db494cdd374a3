import {
  BILLED_FIELDS,
  invoiceLines,
  jobHours,
  mayComplete,
  stockLines,
  technicianOf,
} from '../../../domain/dispatch/complete-job.ts';
import { job as jobDefinition, JOB_STATUS } from '../../../domain/dispatch/job.ts';
import { codeOf } from '../../support/code-of.ts';

const ARRIVED = '2026-11-24T14:00:00.000Z';
const NOW = '2026-11-24T15:30:00.000Z';
const AT_WORK = {
  name: 'JOB-2026-00001',
  status: 'in_progress',
  assigned_to: 'EMP-00001',
  actual_arrival: ARRIVED,
  actual_departure: null,
} as const;
const PART = { item: 'FILTER', quantity: 2, rate: 1_899, billable: true, source: 'van' } as const;

describe('mayComplete', () => {
  const complete = (over: object) => () => {
    mayComplete({ ...AT_WORK, ...over }, NOW);
  };

  it.each(JOB_STATUS)('a job that is %s', (status) => {
    const allowed = status === 'arrived' || status === 'in_progress';
    expect(codeOf(complete({ status }))).toBe(allowed ? undefined : 'conflict');
  });

  it.each([
    ['without technician', { assigned_to: null }, /has no technician/],
    ['without arrival', { actual_arrival: null }, /has no arrival time/],
    ['that departed before it arrived', { actual_departure: '2026-11-24T13:59:59.999Z' }, /not after its arrival/],
    ['that departed when it arrived', { actual_departure: ARRIVED }, /not after its arrival/],
    ['that arrives later than now', { actual_arrival: '2026-11-24T15:30:00.001Z' }, /not after its arrival/],
    ['that arrives now', { actual_arrival: NOW }, /not after its arrival/],
  ])('refuses a job %s', (_what, over, sentence) => {
    expect(codeOf(complete(over))).toBe('conflict');
    expect(complete(over)).toThrow(sentence);
  });

  it.each([
    ['compares times, not their spelling', '2026-11-24T09:00:00.000-06:00'],
    ['takes a departure that lies ahead as it was written', '2026-11-24T18:00:00.000Z'],
  ])('%s', (_what, actual_departure) => {
    expect(codeOf(complete({ actual_departure }))).toBeUndefined();
  });
});

describe('invoiceLines', () => {
  const WORK = { billing_item: 'SERVICE', rate: 18_900 };

  it('bills the work first, then each billable part at its own rate', () => {
    const lines = invoiceLines(
      { title: 'No cooling', parts_used: [PART, { ...PART, item: 'BELT', rate: null }] },
      WORK,
    );
    expect(lines).toEqual([
      { item: 'SERVICE', description: 'No cooling', quantity: 1, rate: 18_900 },
      { item: 'FILTER', description: null, quantity: 2, rate: 1_899 },
      { item: 'BELT', description: null, quantity: 2, rate: null },
    ]);
  });

  it('leaves out parts that are not billed', () => {
    expect(invoiceLines({ title: 'x', parts_used: [{ ...PART, billable: false }] }, WORK)).toHaveLength(1);
  });

  it('bills parts only when the type has no billing item', () => {
    expect(invoiceLines({ title: 'x', parts_used: [PART] }, { billing_item: null, rate: 18_900 })).toEqual([
      { item: 'FILTER', description: null, quantity: 2, rate: 1_899 },
    ]);
  });

  it('leaves the price of work open when the type has none', () => {
    expect(invoiceLines({ title: 'x', parts_used: [] }, { billing_item: 'SERVICE', rate: null })).toEqual([
      { item: 'SERVICE', description: 'x', quantity: 1, rate: null },
    ]);
  });

  it.each([
    ['the item that a person named, at the rate of the type', WORK, 'REPAIR', 18_900],
    ['an item that a person named when the type has none', { billing_item: null, rate: null }, 'REPAIR', null],
  ] as const)('bills the work under %s', (_what, jobType, billingItem, rate) => {
    expect(invoiceLines({ title: 'x', parts_used: [PART] }, jobType, billingItem)).toEqual([
      { item: 'REPAIR', description: 'x', quantity: 1, rate },
      { item: 'FILTER', description: null, quantity: 2, rate: 1_899 },
    ]);
  });

  it('bills a part given for nothing at nothing', () => {
    expect(invoiceLines({ title: 'x', parts_used: [{ ...PART, rate: 0 }] }, WORK)[1]?.rate).toBe(0);
  });
});

describe('stockLines', () => {
  it('are the parts from stock, billed or not', () => {
    const parts_used = [
      PART,
      { ...PART, item: 'BELT', source: 'stock', billable: false } as const,
      { ...PART, item: 'FAN', source: 'purchase' } as const,
      { ...PART, item: 'FUSE', source: 'stock', quantity: 0.5 } as const,
    ];
    expect(stockLines({ parts_used })).toEqual([
      { item: 'BELT', quantity: 2 },
      { item: 'FUSE', quantity: 0.5 },
    ]);
  });
});

describe('technicianOf', () => {
  it('is who was assigned', () => {
    expect(technicianOf(AT_WORK)).toBe('EMP-00001');
  });

  it('refuses a job that nobody was assigned to', () => {
    expect(codeOf(() => technicianOf({ ...AT_WORK, assigned_to: null }))).toBe('conflict');
  });
});

describe('jobHours', () => {
  it('go from arrival to departure, on the project of the job', () => {
    const job = { name: 'JOB-1', actual_arrival: ARRIVED, actual_departure: NOW, project: 'PROJ-00001' };
    expect(jobHours(job)).toEqual({
      activityType: 'Job',
      fromTime: ARRIVED,
      toTime: NOW,
      hours: 1.5,
      project: 'PROJ-00001',
    });
  });

  it.each([
    { actual_arrival: null, actual_departure: NOW },
    { actual_arrival: ARRIVED, actual_departure: null },
  ])('are not known with %j', (times) => {
    expect(codeOf(() => jobHours({ name: 'JOB-1', project: null, ...times }))).toBe('conflict');
  });
});

describe('BILLED_FIELDS', () => {
  it('are fields of a job, and hold whatever the papers are made from', () => {
    expect(Object.keys(jobDefinition.fields)).toEqual(expect.arrayContaining([...BILLED_FIELDS]));
    const read = new Set<string>();
    const job = new Proxy(
      {
        ...AT_WORK,
        title: 'No cooling',
        project: null,
        actual_departure: NOW,
        parts_used: [{ ...PART, source: 'stock' as const }],
      },
      {
        get: (target, key, receiver): unknown => {
          read.add(String(key));
          return Reflect.get(target, key, receiver);
        },
      },
    );
    invoiceLines(job, { billing_item: 'SERVICE', rate: 100 });
    stockLines(job);
    jobHours(job);
    read.delete('name');
    expect([...read].filter((field) => !BILLED_FIELDS.some((frozen) => frozen === field))).toEqual([]);
  });
});
