import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sumCounts } from '../../../stack/throwaway/sum-counts.ts';

describe('sumCounts', () => {
  it('adds up all runs and skips what it cannot read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'counts-'));
    writeFileSync(join(folder, 'plain-1.json'), '{"passed":5,"failed":1,"skipped":2}');
    writeFileSync(join(folder, 'services-2.json'), '{"passed":7,"failed":0,"skipped":0}');
    writeFileSync(join(folder, 'services-3.json'), '{"passed":7,"fai');
    writeFileSync(join(folder, 'notes.txt'), '{"passed":100}');
    expect(sumCounts(folder)).toEqual({ passed: 12, failed: 1, skipped: 2 });
  });

  it('counts nothing when nothing ran', () => {
    expect(sumCounts(mkdtempSync(join(tmpdir(), 'counts-')))).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});
