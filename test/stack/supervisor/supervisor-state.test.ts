import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identifyProcess } from '../../../stack/processes/identify-process.ts';
import { readLiveSupervisor } from '../../../stack/supervisor/supervisor-state.ts';

const file = join(mkdtempSync(join(tmpdir(), 'supervisor-')), 'supervisor.json');
const identity = identifyProcess(process.pid);
const steps = [{ name: 'redis', state: 'ready', pid: 12, startedAt: 5, restarts: 1, portTaken: false }];

describe('readLiveSupervisor', () => {
  it('reads what a living supervisor wrote', () => {
    writeFileSync(file, JSON.stringify({ identity, startedAt: 4, steps }));
    expect(readLiveSupervisor(file)).toEqual({ identity, startedAt: 4, steps: [{ ...steps[0], note: undefined }] });
  });

  it('leaves out steps it cannot read', () => {
    writeFileSync(file, JSON.stringify({ identity, startedAt: 4, steps: [{ name: 'redis', state: 'dancing' }, 7] }));
    expect(readLiveSupervisor(file)?.steps).toEqual([]);
  });

  it('takes a foreign process under the old pid for no supervisor', () => {
    writeFileSync(file, JSON.stringify({ identity: { ...identity, start: '1' }, startedAt: 4, steps }));
    expect(readLiveSupervisor(file)).toBeUndefined();
  });

  it('takes a torn file for no supervisor', () => {
    writeFileSync(file, JSON.stringify({ identity, steps }).slice(0, 40));
    expect(readLiveSupervisor(file)).toBeUndefined();
  });
});
