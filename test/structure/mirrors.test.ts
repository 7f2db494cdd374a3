import { existsSync, readFileSync } from 'node:fs';

import { exportedBehaviour } from './exported-behaviour.ts';
import { sourceFiles } from './source-files.ts';

const testsOf = (file: string): string[] => {
  const mirror = `test/${file.replace(/\.ts$/, '')}`;
  return [`${mirror}.test.ts`, `${mirror}.services.test.ts`];
};

const hasBehaviour = (file: string): boolean => exportedBehaviour(readFileSync(file, 'utf8')).length > 0;

describe('the tests mirror the tree', () => {
  it.each(['domain', 'workflows'])('every file of %s that does something has its test', (folder) => {
    const untested = sourceFiles(folder, /\.ts$/).filter(
      (file) => hasBehaviour(file) && !testsOf(file).some((path) => existsSync(path)),
    );
    expect(untested).toEqual([]);
  });

  it('no test of domain outlives its file', () => {
    const orphans = sourceFiles('test/domain', /\.test\.ts$/).filter(
      (file) => !existsSync(file.replace(/^test\//, '').replace('.test.ts', '.ts')),
    );
    expect(orphans).toEqual([]);
  });

  it.each([
    ['export type Status = string;\nexport interface Job { name: string }\n', []],
    ["export const STATUS = ['draft', 'done'] as const;\nexport const LIMIT = { rows: -1, open: true };\n", []],
    ["export const job = defineDocument('job', { fields: { title: text() } });\n", []],
    ['export const WRITE = { queue: QUEUE, ...QUICK };\n', []],
    ['export const write = { by: perform };\n', ['write']],
    ["export { completeJob } from './complete-job.ts';\n", []],
    ['export function mayDo() {}\nfunction inner() {}\n', ['mayDo']],
    ['export class Fault extends Error {}\n', ['Fault']],
    ['export const isOpen = (status: string) => status !== "closed";\n', ['isOpen']],
    ['export const GIVEN = ROLES.filter(Boolean);\n', ['GIVEN']],
    ['export const RULES = { due: (days: number) => days > 3 };\n', ['RULES']],
  ])('tells what only declares from what does something: %j', (source, behaviour) => {
    expect(exportedBehaviour(source)).toEqual(behaviour);
  });
});
