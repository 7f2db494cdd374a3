import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runDemo } from '../../stack/demo.ts';
import { writeDemoState, type DemoState } from '../../stack/demo/demo-state.ts';
import { anOperation, scriptedApi } from './demo/scripted-api.ts';

const STATE: DemoState = {
  company: {
    apiKey: 'dw_live_x',
    customer: 'CUST-1',
    address: 'ADDR-1',
    technicians: ['EMP-1', 'EMP-2'],
    jobTypes: { billed: 'JTYPE-1', refused: 'JTYPE-2' },
  },
  completed: { job: 'JOB-1', operation: 'OP-1' },
  refused: { job: 'JOB-2', operation: 'OP-2' },
};
const WITH_REPAIR: DemoState = {
  ...STATE,
  company: { ...STATE.company, repairable: { account: 'ACC-1', jobType: 'JTYPE-3' } },
  repaired: { job: 'JOB-3', waited: ['✗ invoice    invoice refused', '= parked'], operation: 'OP-3' },
};

const newFile = () => join(mkdtempSync(join(tmpdir(), 'demo-')), 'demo.json');

async function tell(script: Parameters<typeof scriptedApi>[0], stateFile: string, mayLoad = false) {
  const { client, asked } = await scriptedApi(script);
  const lines: string[] = [];
  const terminal = {
    say: (line: string) => void lines.push(line),
    step: <T>(_title: string, work: () => Promise<T>) => work(),
  };
  const demo = { environment: {}, apiUrl: client.url, stateFile, mayLoad, terminal };
  const outcome = await runDemo(demo).catch((error: unknown) => error);
  return { lines, asked, outcome };
}

describe('the demo on a given database', () => {
  const NOT_LOADED =
    'The demo was not loaded, because DATABASE_URL may name a real database; ./dartwing up --demo loads it.';

  it('is not loaded, and one line says how to get it', async () => {
    const { lines, asked, outcome } = await tell({}, newFile());
    expect(lines).toEqual([NOT_LOADED]);
    expect(outcome).toEqual({ changed: false });
    expect(asked).toEqual([]);
  });

  it('is not loaded where its key is unknown, and what was done in the other database stays remembered', async () => {
    const file = newFile();
    writeDemoState(file, STATE);
    const { lines } = await tell({ 'GET /v1/operations?limit=1': [[401, { detail: 'Unknown key' }]] }, file);
    expect(lines).toEqual([NOT_LOADED]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(STATE);
  });

  it('is told where it was loaded before', async () => {
    const file = newFile();
    writeDemoState(file, STATE);
    const { lines, outcome } = await tell(
      {
        'GET /v1/operations?limit=1': [[200, { items: [] }]],
        'GET /v1/operations/OP-1': [[200, anOperation({})]],
        'GET /v1/operations/OP-2': [[200, anOperation({ id: 'OP-2', status: 'compensated' })]],
      },
      file,
    );
    expect(lines).toContain('  Job JOB-1: completed, billed, hours booked, stock parts delivered');
    expect(lines).toContain('  Job JOB-2: its billing item is disabled, so everything was undone');
    expect(lines).toContain('  The demo company and its jobs were there already.');
    expect(lines).toContain(
      '  A third story, of a repair, was not added: DATABASE_URL may name a real database; ./dartwing up --demo adds it.',
    );
    expect(outcome).toEqual({ changed: false });
  });

  it('is told with how an operation waited, what was decided, and how it ended', async () => {
    const file = newFile();
    writeDemoState(file, WITH_REPAIR);
    const { lines, outcome } = await tell(
      {
        'GET /v1/operations?limit=1': [[200, { items: [] }]],
        'GET /v1/operations/OP-1': [[200, anOperation({})]],
        'GET /v1/operations/OP-2': [[200, anOperation({ id: 'OP-2', status: 'compensated' })]],
        'GET /v1/operations/OP-3': [[200, anOperation({ id: 'OP-3' })]],
      },
      file,
    );
    const third = lines.findIndex((line) => line.startsWith('  Job JOB-3: '));
    expect(lines.slice(third, third + 6)).toEqual([
      '  Job JOB-3: its income account was disabled, so it waited for a person; repaired, the same operation completed',
      '    ✗ invoice    invoice refused',
      '    = parked',
      '    Account ACC-1 was enabled, and over HTTP it was decided to retry. From the shell that is:',
      "    ./dartwing operations decide OP-3 --step invoice --action retry --note 'The account is enabled again.'",
      '    = completed',
    ]);
    expect(lines.filter((line) => line.includes('not added'))).toEqual([]);
    expect(outcome).toEqual({ changed: false });
  });
});

describe('the demo whose key does not work any more', () => {
  it('says that a new company is made, before it makes one', async () => {
    const file = newFile();
    writeDemoState(file, STATE);
    // There is no database here to make the company in, so it stops there.
    const { lines, outcome } = await tell(
      { 'GET /v1/operations?limit=1': [[401, { detail: 'Unknown key' }]] },
      file,
      true,
    );
    expect(lines).toEqual([
      'The key of the demo company does not work any more (revoked, or of another database), so a new demo company is made.',
    ]);
    expect(outcome).toBeInstanceOf(Error);
  });
});

describe('the demo of which a job is missing', () => {
  it('does not claim that nothing was changed', async () => {
    const file = newFile();
    writeDemoState(file, { ...STATE, refused: { job: 'JOB-2' } });
    const { lines, outcome } = await tell(
      {
        'GET /v1/operations?limit=1': [[200, { items: [] }]],
        'GET /v1/operations/OP-1': [[200, anOperation({})]],
        'GET /v1/jobs/JOB-2': [[200, { name: 'JOB-2', status: 'in_progress' }]],
        'POST /v1/jobs/JOB-2/complete': [[422, { operation: { id: 'OP-2' } }]],
        'GET /v1/operations/OP-2': [[200, anOperation({ id: 'OP-2', status: 'compensated' })]],
      },
      file,
    );
    expect(outcome).toEqual({ changed: true });
    expect(lines.filter((line) => line.includes('there already'))).toEqual([]);
  });
});
