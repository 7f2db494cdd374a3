import { copyFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** A throwaway tree with the project's own configuration files, its packages, and the given files. */
export function plantTree(configurations: string[], files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'dartwing-planted-'));
  for (const name of ['package.json', 'tsconfig.json', ...configurations]) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    copyFileSync(name, join(root, name));
  }
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), source);
  }
  return root;
}
