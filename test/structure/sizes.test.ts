import { readFileSync } from 'node:fs';

import { sourceFiles } from './source-files.ts';

const PRODUCT = ['domain', 'activities', 'workflows', 'temporal', 'api', 'workers', 'stack', 'tools'];

const linesOf = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1;

describe('the size of files', () => {
  it('is at most 300 lines, whatever the language', () => {
    const files = [...sourceFiles('.', /\.(ts|js|cjs|mjs|sh|css)$/), 'dartwing'];
    expect(files.filter((file) => linesOf(file) > 300)).toEqual([]);
  });

  it('is at most 70 lines for half of the product, and at most 200 for nine in ten', () => {
    const sizes = PRODUCT.flatMap((folder) => sourceFiles(folder, /\.ts$/))
      .map(linesOf)
      .sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length * 0.5)]).toBeLessThanOrEqual(70);
    expect(sizes[Math.floor(sizes.length * 0.9)]).toBeLessThanOrEqual(200);
  });

  it('is kept by files named after what they hold', () => {
    const empty = sourceFiles('.', /(^|[/-])(service|manager|util|helper)s?\.ts$/).filter(
      (file) => !file.startsWith('stack/'),
    );
    expect(empty).toEqual([]);
  });
});
