import { randomBytes } from 'node:crypto';
import { readJson } from './read-json.ts';
import { writePrivateFile } from './write-private-file.ts';

export type Secrets = { databasePassword: string; redisPassword: string };

/** The passwords of the local servers, made at the first call and kept in the given file (0600). */
export function keepSecrets(path: string): Secrets {
  const kept = readJson(path);
  if (typeof kept?.['databasePassword'] === 'string' && typeof kept['redisPassword'] === 'string') {
    return { databasePassword: kept['databasePassword'], redisPassword: kept['redisPassword'] };
  }
  const made = makeSecrets();
  writePrivateFile(path, JSON.stringify(made));
  return made;
}

/** Fresh random passwords. Hexadecimal, so that they need no quoting in a URL, in SQL or in redis.conf. */
export function makeSecrets(): Secrets {
  return { databasePassword: randomBytes(24).toString('hex'), redisPassword: randomBytes(24).toString('hex') };
}
