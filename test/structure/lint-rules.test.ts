import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { dartwing } from '../../tools/lint/plugin.ts';
import { plantTree } from './planted-tree.ts';

const knexOf = (call: string) =>
  `import type { Knex } from 'knex';\nexport const write = async (db: Knex) => {\n  await db('jobs')${call};\n};\n`;
const rawOf = (sql: string) =>
  `import type { Knex } from 'knex';\nexport const run = async (db: Knex) => {\n  await db.raw(\`${sql}\`);\n};\n`;
const inTx = (call: string) =>
  `import type { Tx } from '../context/database/tx.ts';\n/** Writes. */\nexport const write = async (tx: Tx) => {\n  await tx.${call};\n};\n`;
const transaction = `import type { Knex } from 'knex';\nexport const open = async (db: Knex) => db.transaction(async (trx) => trx('jobs').select());\n`;
const environment = "export const home = process.env['HOME'];\n";
const lines = (count: number) =>
  Array.from({ length: count }, (_, i) => `export const v${String(i)} = ${String(i)};\n`).join('');

/** Each planted file, and every rule that must name it: no more, no fewer. */
const OFFENCES: [file: string, source: string, rules: string[]][] = [
  ['activities/dispatch/insert.ts', knexOf('.insert({ name: 1 })'), ['dartwing/documents-write-tables']],
  [
    'activities/dispatch/update.ts',
    knexOf(".where({ name: 'x' }).update({ a: 1 })"),
    ['dartwing/documents-write-tables'],
  ],
  ['activities/dispatch/delete.ts', knexOf(".where({ name: 'x' }).delete()"), ['dartwing/documents-write-tables']],
  ['activities/dispatch/del.ts', knexOf('.del()'), ['dartwing/documents-write-tables']],
  ['activities/dispatch/truncate.ts', knexOf('.truncate()'), ['dartwing/documents-write-tables']],
  ['activities/dispatch/raw.ts', rawOf('UPDATE jobs SET a = 1'), ['dartwing/documents-write-tables']],
  ['activities/dispatch/tx-insert.ts', inTx("insertRow('jobs', {})"), ['dartwing/documents-write-tables']],
  ['activities/dispatch/tx-update.ts', inTx("updateRow('jobs', {}, {})"), ['dartwing/documents-write-tables']],
  ['activities/dispatch/tx-delete.ts', inTx("deleteRows('jobs', {})"), ['dartwing/documents-write-tables']],
  ['activities/dispatch/transaction.ts', transaction, ['dartwing/one-transaction-function']],
  [
    'activities/dispatch/begin.ts',
    "export const run = (db: { raw(sql: string): void }) => db.raw('BEGIN');\n",
    ['dartwing/one-transaction-function'],
  ],
  ['activities/dispatch/environment.ts', environment, ['dartwing/configuration-at-the-edge']],
  ['activities/dispatch/taken-apart.ts', 'export const { env } = process;\n', ['dartwing/configuration-at-the-edge']],
  [
    'activities/dispatch/imported.ts',
    "import { env } from 'node:process';\nexport const home = env;\n",
    ['dartwing/configuration-at-the-edge'],
  ],
  [
    'activities/dispatch/two-verbs.ts',
    '/** One. */\nexport async function twoVerbs(ctx: object) {\n  return ctx;\n}\n/** Two. */\nexport const another = async (ctx: object) => ctx;\n',
    ['dartwing/verb-names-its-file'],
  ],
  [
    'activities/dispatch/hold-job.ts',
    'export const holdJob = async (ctx: object) => ctx;\n',
    ['dartwing/verbs-say-what-they-do'],
  ],
  [
    'activities/dispatch/note-job.ts',
    '// Notes.\nexport async function noteJob(tx: object) {\n  return tx;\n}\n',
    ['dartwing/verbs-say-what-they-do'],
  ],
  ['domain/clock.ts', 'export const now = () => Date.now();\n', ['dartwing/no-clock-or-chance']],
  ['domain/today.ts', 'export const today = () => new Date();\n', ['dartwing/no-clock-or-chance']],
  ['domain/chance.ts', 'export const chance = () => Math.random();\n', ['dartwing/no-clock-or-chance']],
  ['domain/job-service.ts', 'export class JobService {}\n', ['dartwing/plain-names']],
  ['domain/helpers.ts', 'export const dateHelpers = {};\n', ['dartwing/plain-names']],
  ['stack/manager.ts', 'export interface PortManager {\n  port: number;\n}\n', ['dartwing/plain-names']],
  [
    'domain/disable.ts',
    '// eslint-disable-next-line no-console\nexport const a = () => console.log(1);\n',
    ['dartwing/reasoned-disables'],
  ],
  [
    'domain/disable-file.ts',
    '/* eslint-disable no-console -- much is printed */\nexport const a = () => console.log(1);\n',
    ['dartwing/reasoned-disables'],
  ],
  ['domain/barrel.ts', "export * from './good.ts';\n", ['dartwing/no-barrels']],
  ['domain/barrel-of-one.ts', "export { tomorrow } from './good.ts';\n", ['dartwing/no-barrels']],
  ['test/mock.test.ts', "jest.mock('node:fs');\n", ['dartwing/fakes-not-mocks']],
  ['domain/default.ts', 'export default 1;\n', ['no-restricted-exports']],
  ['domain/default-by-name.ts', 'const a = 1;\nexport { a as default };\n', ['no-restricted-exports']],
  ['domain/console.ts', 'export const say = () => console.log(1);\n', ['no-console']],
  ['domain/long.ts', lines(301), ['max-lines']],
  [
    'domain/many.ts',
    'export const add = (a: number, b: number, c: number, d: number) => a + b + c + d;\n',
    ['max-params'],
  ],
  ['domain/any.ts', 'export const a = (b: any) => String(b);\n', ['@typescript-eslint/no-explicit-any']],
  [
    'domain/as.ts',
    'export const a = (b: unknown) => b as string;\n',
    ['@typescript-eslint/consistent-type-assertions'],
  ],
  [
    'domain/type-import.ts',
    "import { Shape } from './good.ts';\nexport type Used = Shape;\n",
    ['@typescript-eslint/consistent-type-imports'],
  ],
  [
    'domain/inline-type.ts',
    "import { type Shape } from './good.ts';\nexport type Used = Shape;\n",
    ['@typescript-eslint/no-import-type-side-effects'],
  ],
  [
    'domain/switch.ts',
    "import type { Shape } from './good.ts';\nexport function corners(shape: Shape): number {\n  switch (shape) {\n    case 'square':\n      return 4;\n  }\n  return 0;\n}\n",
    ['@typescript-eslint/switch-exhaustiveness-check'],
  ],
  [
    'domain/floating.ts',
    'const work = async () => 1;\nexport const run = () => {\n  work();\n};\n',
    ['@typescript-eslint/no-floating-promises'],
  ],
  [
    'workflows/dispatch/raw-error.ts',
    "import { sleep } from '@temporalio/workflow';\nexport async function run(): Promise<void> {\n  await sleep('1 second');\n  throw new Error('no');\n}\n",
    ['temporal/workflow-no-throw-raw-error'],
  ],
];

const ALLOWED: Record<string, string> = {
  'domain/good.ts':
    "export type Shape = 'square' | 'circle';\nexport const tomorrow = (today: Date) => new Date(today.getTime() + 86_400_000);\nexport const LIST = ['a'] as const;\n",
  'domain/reasoned.ts':
    '// eslint-disable-next-line no-console -- the planted reason\nexport const a = () => console.log(1);\n',
  'activities/documents/create.ts': inTx("insertRow('jobs', {})"),
  'activities/dispatch/job-rows.ts': knexOf('.insert({ name: 1 })'),
  'activities/dispatch/hash.ts':
    "import { createHash } from 'node:crypto';\nexport const hash = (set: Set<string>) => {\n  set.delete('a');\n  return createHash('sha256').update('a').digest('hex');\n};\n",
  'activities/dispatch/read.ts': knexOf('.where({ a: 1 }).select()'),
  'activities/dispatch/take-note.ts': '/** Takes a note. */\nexport const takeNote = async (ctx: object) => ctx;\n',
  'activities/context/database/with-tx.ts': transaction,
  'workers/main.ts': environment,
  'api/server.ts': environment,
  'stack/service.ts': `${environment}export interface Service {\n  port: number;\n}\n`,
  'tools/entry.ts': environment,
  'test/support/where.ts': environment,
  'test/support/global-setup.ts': 'export default async () => {};\n',
  'workflows/all.ts': "export { run } from './dispatch/run.ts';\n",
  'workflows/dispatch/run.ts': 'export async function run(): Promise<number> {\n  return 1;\n}\n',
  'domain/three.ts': 'export const add = (a: number, b: number, c: number) => a + b + c;\n',
  'domain/full.ts': lines(300),
};

describe('the lint rules', () => {
  const rulesOf = new Map<string, string[]>();

  beforeAll(() => {
    const rules = readdirSync('tools/lint').map((file) => `tools/lint/${file}`);
    const planted = Object.fromEntries(OFFENCES.map(([file, source]) => [file, source]));
    const root = plantTree(['eslint.config.js', 'activities/context/database/tx.ts', ...rules], {
      ...ALLOWED,
      ...planted,
    });
    const files = [...Object.keys(planted), ...Object.keys(ALLOWED)];
    const eslint = resolve('node_modules/eslint/bin/eslint.js');
    const { stdout, stderr } = spawnSync(process.execPath, [eslint, '--format', 'json', ...files], {
      cwd: root,
      encoding: 'utf8',
    });
    if (!stdout.startsWith('[')) throw new Error(stdout + stderr);
    const results: { filePath: string; messages: { ruleId: string | null; message: string }[] }[] = JSON.parse(stdout);
    for (const { filePath, messages } of results) {
      const named = new Set(messages.map(({ ruleId, message }) => ruleId ?? message));
      const file = files.find((path) => filePath.endsWith(join('/', path))) ?? filePath;
      if (named.size > 0) rulesOf.set(file, [...named].sort());
    }
    rmSync(root, { recursive: true });
  });

  it.each(OFFENCES)('refuse %s, by the rule meant for it', (file, _source, rules) => {
    expect(rulesOf.get(file)).toEqual(rules);
  });

  it('let through what is right', () => {
    expect(Object.keys(ALLOWED).map((file) => [file, rulesOf.get(file)])).toEqual(
      Object.keys(ALLOWED).map((file) => [file, undefined]),
    );
  });

  it('are each proven by a planted offence', () => {
    const unproven = Object.keys(dartwing.rules).filter(
      (name) => !OFFENCES.some(([, , rules]) => rules.includes(`dartwing/${name}`)),
    );
    expect(unproven).toEqual([]);
  });
});
