import { existsSync } from 'node:fs';

const SETPRIV = '/usr/bin/setpriv';

/** The command, wrapped so that it gets a SIGTERM when its parent dies, even by SIGKILL (where util-linux is there). */
export function endingWithParent(words: string[]): string[] {
  return existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'TERM', '--', ...words] : words;
}
