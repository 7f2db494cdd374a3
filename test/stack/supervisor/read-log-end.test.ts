import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLogEnd } from '../../../stack/supervisor/read-log-end.ts';

const log = join(mkdtempSync(join(tmpdir(), 'log-')), 'api.log');

describe('readLogEnd', () => {
  it('reads the last lines', () => {
    writeFileSync(log, 'one\ntwo\nthree\n');
    expect(readLogEnd(log, { lines: 2 })).toEqual(['two', 'three']);
  });

  it('reads only what came after a place in the log', () => {
    writeFileSync(log, 'one\ntwo\n');
    expect(readLogEnd(log, { lines: 9, since: 4 })).toEqual(['two']);
  });

  it('has no lines where there is no log, or an empty one', () => {
    writeFileSync(log, '');
    expect(readLogEnd(log, { lines: 9 })).toEqual([]);
    expect(readLogEnd(`${log}.absent`, { lines: 9 })).toEqual([]);
  });
});
