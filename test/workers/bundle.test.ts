import { readFile } from 'node:fs/promises';

import { bundleOnDisk, forgetBundle } from '../support/temporal-bundle.ts';

describe('the bundle of all workflows', () => {
  it('is at most 2 MiB, and free of zod', async () => {
    const bundle = await bundleOnDisk('workflows/all.ts');
    const code = await readFile(bundle.codePath, 'utf8');
    await forgetBundle(bundle);
    expect(Buffer.byteLength(code)).toBeLessThanOrEqual(2 * 1024 * 1024);
    expect(code).toContain('completeJob');
    expect(code).not.toContain('ZodError');
  }, 60_000);
});
