import { importGraph } from '../../tools/docs/import-graph.ts';
import { namedThings } from '../../tools/docs/named-things.ts';

const FOLDERS = ['domain', 'test'];
const named = (markdown: string) => namedThings(markdown, FOLDERS).map(({ kind, name }) => `${kind} ${name}`);

describe('what a document names', () => {
  it.each([
    ['a path in a code span', 'See `domain/errors.ts`.', ['path domain/errors.ts']],
    ['a folder', 'Look into `domain/dispatch/`.', ['path domain/dispatch/']],
    ['a pattern', '`test/**/*.test.ts`', ['path test/**/*.test.ts']],
    ['a file in a folder that is gone', '`lost/place.ts`', ['path lost/place.ts']],
    ['a bare file name', '`activities.ts`', ['file activities.ts']],
    ['a link', '[decisions](decisions/0001-line.md#checked)', ['link decisions/0001-line.md']],
    ['an npm script', 'Run `npm run db:dump`.', ['script db:dump']],
    ['a command', 'Run `./dartwing up`.', ['command up']],
    [
      'the picture of a tree',
      '```\n├─ domain/   rules\n│  └─ errors.ts\n└─ test/\n```',
      ['path domain', 'path domain/errors.ts', 'path test'],
    ],
  ])('is found: %s', (_what, markdown, things) => {
    expect(named(markdown)).toEqual(things);
  });

  it.each([
    ['an address', '[docs](https://example.com/a.md) and `/v1/jobs/{name}`'],
    ['a placeholder', '`domain/<area>/<rule>.ts` and `NNNN-title`'],
    ['a package, a media type', '`@temporalio/workflow`, `application/json`'],
    ['what is made here', '`.dartwing/logs/api.log`'],
    ['the ending of names', '`.services.test.ts`'],
    ['code', '```ts\nimport { a } from `domain/none.ts`;\n```'],
  ])('is not taken for a path: %s', (_what, markdown) => {
    expect(named(markdown)).toEqual([]);
  });
});

describe('the import graph', () => {
  const dependency = (resolved: string, ...dependencyTypes: string[]) => ({ resolved, dependencyTypes });
  const module = (source: string, ...dependencies: ReturnType<typeof dependency>[]) => ({ source, dependencies });

  it('draws one arrow between two folders, dotted when only types are imported', () => {
    const modules = [
      module(
        'api/app.ts',
        dependency('domain/errors.ts', 'local', 'type-only'),
        dependency('node_modules/express/index.js', 'npm'),
      ),
      module('api/routes.ts', dependency('domain/errors.ts', 'local'), dependency('api/app.ts', 'local')),
      module('workflows/saga.ts', dependency('activities/a.ts', 'local', 'type-only')),
    ];
    expect(importGraph(modules)).toBe(
      '```mermaid\nflowchart RL\n  api --> domain\n  workflows -. types .-> activities\n```',
    );
  });
});
