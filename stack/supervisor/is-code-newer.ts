import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const CODE = '{domain,activities,workflows,temporal,workers,api,migrations}/**/*.{ts,json}';

/** Whether a file that worker and API run from was changed after the given time. */
export function isCodeNewer(root: string, sinceMs: number): boolean {
  return globSync(CODE, { cwd: root }).some(
    (file) => (statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0) > sinceMs,
  );
}
