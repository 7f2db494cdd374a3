import { existsSync } from 'node:fs';
import { StackError } from '../stack-error.ts';
import { readJson } from './read-json.ts';

/**
 * The secrets in their file; none when there is no file. Throws for one that is torn, unreadable or holds something else: whoever
 * wrote a new one in its place would lose the keys of what Temporal stores.
 */
export function readSecrets(path: string): Record<string, string> {
  if (!existsSync(path)) return {};
  const secrets: Record<string, string> = {};
  for (const [name, value] of Object.entries(readJson(path) ?? { torn: undefined })) {
    if (typeof value !== 'string') throw unreadable(path);
    secrets[name] = value;
  }
  return secrets;
}

const unreadable = (path: string): StackError =>
  new StackError(
    'machine',
    `${path} cannot be read as the passwords and keys of this stack. Restore it from a copy; without it the data is unreadable. ./dartwing reset forgets both.`,
  );
