import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOREIGN = new Set(['node_modules', '.dartwing', '.git', 'coverage']);

/** Every file of a folder of the project whose path ends so, as a path from the root, in order. */
export function sourceFiles(folder: string, ending: RegExp): string[] {
  const found: string[] = [];
  const visit = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inside = join(path, entry.name);
      if (entry.isDirectory() && !FOREIGN.has(entry.name)) visit(inside);
      else if (entry.isFile() && ending.test(inside)) found.push(inside);
    }
  };
  visit(folder);
  return found.sort();
}

/** The files that a file imports or re-exports by a relative path, as paths from the root. */
export function relativeImports(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/^(?:import|export)\b[^;]*?from '(\.[^']+)';/gms)].map(([, path = '']) =>
    join(file, '..', path),
  );
}
