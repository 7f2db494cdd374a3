import { randomBytes } from 'node:crypto';
import { choosePayloadKeys } from './choose-payload-keys.ts';
import { readSecrets } from './read-secrets.ts';
import { writePrivateFile } from './write-private-file.ts';

const NAMES = ['databasePassword', 'redisPassword', 'payloadKeys', 'codecServerToken'] as const;
export type Secrets = Record<(typeof NAMES)[number], string>;

interface Wishes {
  /** Where the Temporal is that is used instead of the own one. */
  givenTemporal?: string | undefined;
  /** The key ring that the environment names. */
  givenPayloadKeys?: string | undefined;
}

/**
 * The passwords and keys of the local servers, made at the first call and kept in the given file (0600). What a file of an older
 * version lacks is added to it. The key ring is kept for each Temporal, and a given one must hold what was kept: without a key
 * Temporal's data is unreadable. Throws for a file that cannot be read as what it was, and leaves it alone.
 */
export function keepSecrets(path: string, { givenTemporal, givenPayloadKeys }: Wishes = {}): Secrets {
  const kept = readSecrets(path);
  const secrets = makeSecrets();
  for (const name of NAMES) secrets[name] = kept[name] ?? secrets[name];
  const ring = givenTemporal === undefined ? 'payloadKeys' : `payloadKeys of ${givenTemporal}`;
  const payloadKeys = choosePayloadKeys({ path, kept: kept[ring], given: givenPayloadKeys }) ?? secrets.payloadKeys;
  const whole = { ...kept, ...secrets, [ring]: payloadKeys };
  const names = Object.keys(whole);
  if (names.length > Object.keys(kept).length || kept[ring] !== payloadKeys)
    writePrivateFile(path, JSON.stringify(whole));
  return { ...secrets, payloadKeys };
}

/** Fresh random ones. Passwords are hexadecimal, so that they need no quoting in a URL, in SQL or in redis.conf. */
export function makeSecrets(): Secrets {
  return {
    databasePassword: randomBytes(24).toString('hex'),
    redisPassword: randomBytes(24).toString('hex'),
    payloadKeys: `1:${randomBytes(32).toString('base64')}`,
    codecServerToken: randomBytes(24).toString('hex'),
  };
}
