import { isRecord, readJson, type JsonRecord } from '../state/read-json.ts';

/** Whether what npm wrote into node_modules is what the lockfile asks for, so that `npm ci` can be spared. */
export function packagesFit(wanted: JsonRecord, installed: JsonRecord): boolean {
  const [asked, there] = [wanted['packages'], installed['packages']];
  if (!isRecord(asked) || !isRecord(there)) return false;
  const asAsked = Object.entries(there).every(
    ([path, found]) => path in asked && versionOf(found) === versionOf(asked[path]),
  );
  // Packages for other systems are optional and rightly absent.
  const complete = Object.entries(asked).every(([path, locked]) => path === '' || isOptional(locked) || path in there);
  return asAsked && complete;
}

function versionOf(locked: unknown): unknown {
  return isRecord(locked) ? locked['version'] : undefined;
}

function isOptional(locked: unknown): boolean {
  return isRecord(locked) && locked['optional'] === true;
}

if (import.meta.main) {
  const [wanted, installed] = [readJson('package-lock.json'), readJson('node_modules/.package-lock.json')];
  process.exitCode = wanted !== undefined && installed !== undefined && packagesFit(wanted, installed) ? 0 : 1;
}
