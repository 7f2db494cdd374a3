import { readFileSync } from 'node:fs';

import { relativeImports, sourceFiles } from './source-files.ts';

/** Each registry, and how a file says that it belongs into it. */
const REGISTRIES: [registry: string, folder: string, belongs: RegExp][] = [
  ['domain/documents/registry.ts', 'domain', /^export const \w+ = defineDocument\(/m],
  ['api/routes.ts', 'api', /^export const \w+ = (route|openRoute)\(/m],
  ['workflows/all.ts', 'workflows', /^export (async )?function \w+\([^)]*\b\w*Input\b[^)]*\): Promise</m],
];
const STEP_VERB = /\(ctx: Context, (\w+|\{[^}]*\}): StepInput\)/;

const belonging = (folder: string, belongs: RegExp): string[] =>
  sourceFiles(folder, /\.ts$/).filter((file) => belongs.test(readFileSync(file, 'utf8')));

describe('the explicit registries', () => {
  it.each(REGISTRIES)('%s lists all that %s holds', (registry, folder, belongs) => {
    const held = belonging(folder, belongs).filter((file) => file !== registry);
    expect(held.length).toBeGreaterThan(0);
    expect(held.filter((file) => !relativeImports(registry).includes(file))).toEqual([]);
  });

  it('activities.ts of an area lists every verb that is a step of an operation', () => {
    const steps = belonging('activities', STEP_VERB).filter((file) =>
      /^activities\/(?!context|systems|documents)/.test(file),
    );
    expect(steps.length).toBeGreaterThan(0);
    const registries = sourceFiles('activities', /\/activities\.ts$/);
    const listed = registries.flatMap(relativeImports);
    expect(steps.filter((file) => !registries.includes(file) && !listed.includes(file))).toEqual([]);
  });

  it('the worker takes the activities of every area', () => {
    const taken = sourceFiles('workers', /\.ts$/).flatMap(relativeImports);
    expect(sourceFiles('activities', /\/activities\.ts$/).filter((file) => !taken.includes(file))).toEqual([]);
  });
});
