import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';

import { plantTree } from './planted-tree.ts';

const value = (from: string) => `import { thing } from '${from}';\nexport const used = thing;\n`;
const type = (from: string) => `import type { thing } from '${from}';\nexport type Used = typeof thing;\n`;
const dull = 'export const thing = 1;\n';

const SOIL = Object.fromEntries(
  [
    'domain/rule.ts',
    'activities/context/thing.ts',
    'activities/documents/thing.ts',
    'activities/tickets/thing.ts',
    'activities/systems/records/records.ts',
    'activities/systems/records/builtin/thing.ts',
    'workflows/dispatch/thing.ts',
    'workflows/messages.ts',
    'temporal/thing.ts',
    'api/thing.ts',
    'workers/thing.ts',
    'web/thing.ts',
    'migrations/thing.ts',
    'stack/thing.ts',
    'bench/thing.ts',
    'tools/thing.ts',
    'test/thing.ts',
  ].map((path) => [path, dull]),
);

/** Each planted file, and every rule that must name it: no more, no fewer. */
const OFFENCES: [file: string, source: string, rules: string[]][] = [
  ['domain/a.ts', type('../activities/context/thing.ts'), ['domain-looks-left']],
  ['domain/b.ts', value('../test/thing.ts'), ['domain-looks-left']],
  ['domain/c.ts', value('node:fs'), ['domain-is-pure']],
  ['domain/d.ts', value('node:timers/promises'), ['domain-is-pure']],
  ['domain/e.ts', value('pino'), ['domain-is-pure']],
  ['domain/f.ts', value('@nowhere/undeclared'), ['domain-is-pure']],
  ['domain/g.ts', type('knex'), ['domain-is-pure', 'only-activities-touch-the-database']],
  ['domain/h.ts', value('fast-check'), ['domain-is-pure', 'product-needs-no-development-package']],
  ['domain/ring/a.ts', value('./b.ts'), ['no-cycles']],
  ['activities/dispatch/a.ts', type('../../workflows/dispatch/thing.ts'), ['activities-looks-left']],
  ['activities/dispatch/b.ts', value('../../stack/thing.ts'), ['activities-looks-left']],
  ['activities/dispatch/c.ts', value('../tickets/thing.ts'), ['areas-meet-in-domain']],
  ['activities/dispatch/d.ts', type('../tickets/thing.ts'), ['areas-meet-in-domain']],
  ['activities/dispatch/e.ts', value('../systems/records/builtin/thing.ts'), ['providers-are-wired-once']],
  ['activities/documents/a.ts', value('../dispatch/a.ts'), ['areas-meet-in-domain']],
  ['activities/dispatch/f.ts', value('supertest'), ['product-needs-no-development-package']],
  ['workflows/dispatch/a.ts', value('../../activities/context/thing.ts'), ['workflows-know-activities-by-type']],
  ['workflows/dispatch/b.ts', type('../../temporal/thing.ts'), ['workflows-looks-left']],
  ['workflows/dispatch/c.ts', value('node:crypto'), ['workflows-are-deterministic']],
  ['workflows/dispatch/d.ts', value('pino'), ['workflows-are-deterministic']],
  ['workflows/dispatch/e.ts', value('@temporalio/client'), ['workflows-are-deterministic']],
  ['workflows/dispatch/f.ts', value('../../domain/with-zod.ts'), ['workflow-bundle-has-no-zod']],
  ['temporal/a.ts', value('../activities/context/thing.ts'), ['temporal-knows-no-activity']],
  ['temporal/b.ts', value('../workflows/dispatch/thing.ts'), ['workflows-run-only-in-the-sandbox']],
  ['temporal/c.ts', type('../api/thing.ts'), ['temporal-looks-left']],
  ['temporal/d.ts', value('ioredis'), ['only-activities-touch-the-database']],
  ['api/a.ts', value('../workflows/dispatch/thing.ts'), ['workflows-run-only-in-the-sandbox']],
  ['api/b.ts', value('mysql2'), ['only-activities-touch-the-database']],
  ['api/c.ts', type('../workers/thing.ts'), ['api-looks-left']],
  ['workers/a.ts', value('../workflows/dispatch/thing.ts'), ['workflows-run-only-in-the-sandbox']],
  ['workers/b.ts', value('../api/thing.ts'), ['api-and-workers-are-strangers']],
  ['workers/c.ts', value('../tools/thing.ts'), ['workers-looks-left']],
  ['workers/d.ts', value('knex'), ['only-activities-touch-the-database']],
  ['web/a.ts', type('../api/thing.ts'), ['web-sees-only-domain']],
  ['web/b.ts', value('../test/thing.ts'), ['nothing-looks-at-tests']],
  ['migrations/a.ts', value('../domain/rule.ts'), ['migrations-are-frozen']],
  ['migrations/b.ts', value('node:fs'), ['migrations-are-frozen']],
  ['migrations/c.ts', value('./thing.ts'), ['migrations-are-frozen']],
  ['stack/a.ts', value('../workers/thing.ts'), ['stack-stands-outside-the-processes']],
  ['stack/b.ts', value('../test/thing.ts'), ['stack-stands-outside-the-processes']],
  ['tools/a.ts', value('../stack/thing.ts'), ['only-tests-look-at-the-stack']],
  ['bench/a.ts', value('../stack/thing.ts'), ['only-tests-look-at-the-stack']],
  ['tools/b.ts', value('../test/thing.ts'), ['nothing-looks-at-tests']],
];

const ALLOWED: Record<string, string> = {
  // The other half of a ring, which is reported once.
  'domain/ring/b.ts': value('./a.ts'),
  'domain/with-zod.ts': value('zod'),
  'activities/dispatch/good.ts':
    value('knex') + value('node:fs').replace(/used/g, 'more') + type('../systems/records/records.ts'),
  'activities/context/create.ts': value('../systems/records/builtin/thing.ts'),
  'workflows/dispatch/good.ts': value('@temporalio/workflow') + type('../../activities/context/thing.ts'),
  'workflows/dispatch/typed.ts': type('../../domain/with-zod.ts'),
  'temporal/good.ts':
    type('../workflows/dispatch/thing.ts') + type('../activities/context/thing.ts').replace('Used', 'More'),
  'api/good.ts': value('../workflows/messages.ts') + type('../workflows/dispatch/thing.ts'),
  'workers/good.ts': value('../activities/context/thing.ts'),
  'migrations/good.ts': type('knex'),
  'stack/good.ts': value('../activities/context/thing.ts') + type('knex'),
  'test/good.ts': value('../stack/thing.ts'),
  'tools/good.ts': value('../api/thing.ts'),
};

describe('the import line', () => {
  const rulesOf = new Map<string, string[]>();

  beforeAll(() => {
    const planted = Object.fromEntries(OFFENCES.map(([file, source]) => [file, source]));
    const root = plantTree(['.dependency-cruiser.cjs', '.dependency-cruiser.runtime.cjs'], {
      ...SOIL,
      ...ALLOWED,
      ...planted,
    });
    const { stdout, stderr } = spawnSync(process.execPath, [resolve('tools/check-imports.ts')], {
      cwd: root,
      encoding: 'utf8',
    });
    rmSync(root, { recursive: true });
    if (!stdout.includes(' forbidden imports')) throw new Error(stdout + stderr);
    for (const [, rule = '', file = ''] of stdout.matchAll(/^([a-z-]+): (\S+) → /gm)) {
      rulesOf.set(file, [...(rulesOf.get(file) ?? []), rule].sort());
    }
  });

  it.each(OFFENCES)('refuses %s, by the rule meant for it', (file, _source, rules) => {
    expect(rulesOf.get(file)).toEqual(rules);
  });

  it('lets through what the line allows', () => {
    const refused = [...Object.keys(ALLOWED), ...Object.keys(SOIL)].filter((file) => rulesOf.has(file));
    expect(refused).toEqual([]);
  });

  it('has a planted offence for every rule', async () => {
    const passes = ['../../.dependency-cruiser.cjs', '../../.dependency-cruiser.runtime.cjs'];
    const names: string[] = [];
    for (const pass of passes) {
      const module: { default: { forbidden: { name: string }[] } } = await import(pass);
      names.push(...module.default.forbidden.map(({ name }) => name));
    }
    expect(names.filter((name) => !OFFENCES.some(([, , rules]) => rules.includes(name)))).toEqual([]);
  });
});
