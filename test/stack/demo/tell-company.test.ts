import { tellCompany } from '../../../stack/demo/tell-company.ts';

const company = {
  apiKey: 'dw_live_x',
  customer: 'CUST-1',
  address: 'ADDR-1',
  technicians: ['EMP-1', 'EMP-2'],
  jobTypes: { billed: 'JTYPE-1', refused: 'JTYPE-2' },
};

function told(operation?: string): string[] {
  const lines: string[] = [];
  const refused = operation === undefined ? undefined : { job: 'JOB-2', operation };
  tellCompany({ company, refused, apiUrl: 'http://127.0.0.1:3000', say: (line) => lines.push(line.trim()) });
  return lines;
}

describe('tellCompany', () => {
  it('asks with the key for the jobs and for the operation that was refused', () => {
    expect(told('OP-2').filter((line) => line.startsWith('curl'))).toEqual([
      "curl -H 'Authorization: Bearer dw_live_x' http://127.0.0.1:3000/v1/jobs",
      "curl -H 'Authorization: Bearer dw_live_x' http://127.0.0.1:3000/v1/operations/OP-2",
    ]);
  });

  it('says how to see what became of them in the shell', () => {
    expect(told()).toContain('./dartwing operations list');
  });

  it('names all that a new job needs', () => {
    expect(told().slice(-5)).toEqual([
      'customer     CUST-1',
      'address      ADDR-1',
      'job type     JTYPE-1 (billed), JTYPE-2 (its billing item is disabled)',
      'technicians  EMP-1, EMP-2',
      'stock item   FILTER-2025',
    ]);
  });
});
