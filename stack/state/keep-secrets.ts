import { randomBytes } from 'node:crypto';
import { readJson } from './read-json.ts';
import { writePrivateFile } from './write-private-file.ts';

const NAMES = ['databasePassword', 'redisPassword', 'payloadKeys', 'codecServerToken'] as const;
export type Secrets = Record<(typeof NAMES)[number], string>;

/**
 * The passwords and keys of the local servers, made at the first call and kept in the given file (0600). What a file of an older
 * version lacks is added to it; losing a payload key would make Temporal's data unreadable.
 */
export function keepSecrets(path: string): Secrets {
  const kept = readJson(path) ?? {};
  const secrets = makeSecrets();
  let complete = true;
  for (const name of NAMES) {
    const value = kept[name];
    if (typeof value === 'string') secrets[name] = value;
    else complete = false;
  }
  if (!complete) writePrivateFile(path, JSON.stringify(secrets));
  return secrets;
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
