import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PayloadKeyRing } from '../../../activities/context/payload-keys.ts';
import { keepSecrets } from '../../../stack/state/keep-secrets.ts';
import { refusalOf } from '../operations/exit-of.ts';

const aFile = () => join(mkdtempSync(join(tmpdir(), 'secrets-')), 'secrets.json');
const aRing = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const file = aFile();

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

  it.each(['{"databasePass', '', '[]', '"text"', 'null', '{"payloadKeys":["1:a"]}', '{"redisPassword":null}'])(
    'refuses a file that holds %j, and leaves it alone',
    (text) => {
      writeFileSync(file, text);
      expect(refusalOf(() => keepSecrets(file))).toEqual([
        3,
        expect.stringMatching(/secrets\.json.*Restore it.*reset/),
      ]);
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );
});

describe('the key ring of the environment', () => {
  const own = aRing('own');
  const other = aRing('other');
  const ringOf = (path: string, wishes: Parameters<typeof keepSecrets>[1] = {}) =>
    keepSecrets(path, wishes).payloadKeys;

  it('is kept at the first start, so that the next one without it uses the same', () => {
    const path = aFile();
    expect(ringOf(path, { givenPayloadKeys: own })).toBe(own);
    expect(ringOf(path)).toBe(own);
  });

  it('may add keys to the kept ones, and is kept from then on', () => {
    const path = aFile();
    const first = ringOf(path);
    expect(ringOf(path, { givenPayloadKeys: `${other}, ${first}` })).toBe(`${other}, ${first}`);
    expect(ringOf(path)).toBe(`${other}, ${first}`);
  });

  it('is refused when it lacks a key that was kept, and nothing changes', () => {
    const path = aFile();
    ringOf(path, { givenPayloadKeys: own });
    const before = readFileSync(path, 'utf8');
    const [exitCode, sentence] = refusalOf(() => keepSecrets(path, { givenPayloadKeys: other }));
    expect([exitCode, sentence]).toEqual([
      2,
      expect.stringContaining(`lacks a key that this Temporal was used with before: 'own'`),
    ]);
    for (const ring of [own, other]) expect(sentence).not.toContain(ring.split(':')[1]);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('is refused when it is none, without being quoted', () => {
    const [exitCode, sentence] = refusalOf(() => keepSecrets(aFile(), { givenPayloadKeys: 'hush' }));
    expect([exitCode, sentence]).toEqual([2, expect.stringContaining('TEMPORAL_PAYLOAD_KEYS is no key ring')]);
    expect(sentence).not.toContain('hush');
  });

  it('is kept for each Temporal by itself', () => {
    const path = aFile();
    const first = ringOf(path);
    const givenTemporal = 'temporal.example.com:7233/default';
    expect(ringOf(path, { givenTemporal, givenPayloadKeys: other })).toBe(other);
    expect(ringOf(path, { givenTemporal })).toBe(other);
    expect(ringOf(path)).toBe(first);
    // One that was used without a ring of its own goes on with the same.
    const second = 'temporal.example.com:7233/second';
    expect(ringOf(path, { givenTemporal: second })).toBe(first);
    expect(ringOf(path, { givenPayloadKeys: `${other},${first}` })).toBe(`${other},${first}`);
    expect(ringOf(path, { givenTemporal: second })).toBe(first);
  });
});
