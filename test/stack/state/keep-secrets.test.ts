import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PayloadKeyRing } from '../../../activities/context/payload-keys.ts';
import { keepSecrets } from '../../../stack/state/keep-secrets.ts';

const file = join(mkdtempSync(join(tmpdir(), 'secrets-')), 'secrets.json');

describe('keepSecrets', () => {
  it('makes passwords once, in a file that only its owner reads', () => {
    const made = keepSecrets(file);
    expect(made.databasePassword).toMatch(/^[0-9a-f]{48}$/);
    expect(made.redisPassword).not.toBe(made.databasePassword);
    expect(keepSecrets(file)).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('adds what a file of an older version lacks, and keeps the rest', () => {
    const old = { databasePassword: 'kept-a', redisPassword: 'kept-b' };
    writeFileSync(file, JSON.stringify(old));
    const secrets = keepSecrets(file);
    expect(secrets).toMatchObject(old);
    expect(PayloadKeyRing.parse(secrets.payloadKeys)).toHaveLength(1);
    expect(secrets.codecServerToken).toMatch(/^[0-9a-f]{48}$/);
    expect(keepSecrets(file)).toEqual(secrets);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('makes new ones when the file is torn', () => {
    const made = keepSecrets(file);
    writeFileSync(file, '{"databasePass');
    expect(keepSecrets(file)).not.toEqual(made);
  });
});
