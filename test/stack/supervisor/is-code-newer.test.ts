import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { isCodeNewer } from '../../../stack/supervisor/is-code-newer.ts';

const START_S = 1_800_000_000;

function aCheckout(files: Record<string, number>): string {
  const root = mkdtempSync(join(tmpdir(), 'code-'));
  for (const [file, changedAtS] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
    utimesSync(join(root, file), changedAtS, changedAtS);
  }
  return root;
}

describe('isCodeNewer', () => {
  it.each([
    ['domain/dispatch/job.ts', true],
    ['workers/main.ts', true],
    ['migrations/20260101_first.ts', true],
    ['web/page.ts', false],
    ['test/domain/job.test.ts', false],
  ])('takes a change of %s after the start for a change of what runs: %j', (file, newer) => {
    const root = aCheckout({ 'api/app.ts': START_S - 1, [file]: START_S + 1 });
    expect(isCodeNewer(root, START_S * 1_000)).toBe(newer);
  });

  it('sees none in code that was changed before the start', () => {
    expect(isCodeNewer(aCheckout({ 'api/app.ts': START_S - 1 }), START_S * 1_000)).toBe(false);
  });
});
