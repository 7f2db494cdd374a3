// domain <- activities <- workflows <- temporal <- api | workers: a folder may import only what stands to its left.
const LINE = ['domain', 'activities', 'workflows', 'temporal', 'api', 'workers'];
// These may look at the line; nothing in the line looks at them.
const UNDER_THE_LINE = ['web', 'migrations', 'stack', 'bench', 'tools', 'test'];
const DATABASES = 'knex|mysql2|ioredis|stripe|twilio|openai|undici|@opensearch-project';

const any = (folders) => `^(${folders.join('|')})/`;
const rule = (name, from, to) => ({
  name,
  severity: 'error',
  from: typeof from === 'string' ? { path: from } : from,
  to,
});
const values = { dependencyTypesNot: ['type-only'] };
// Whatever is no folder of ours is a package or a part of Node. Asked by path, because the dependency types of
// packages differ (declared, for development only, not at all) and a list of types lets some through.
const foreignExcept = (packages) => ({ pathNot: `${any([...LINE, ...UNDER_THE_LINE])}|node_modules/(${packages})/` });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...LINE.map((folder, place) =>
      rule(`${folder}-looks-left`, `^${folder}/`, { path: any([...LINE.slice(place + 1), ...UNDER_THE_LINE]) }),
    ),
    rule('no-cycles', '.', { circular: true, viaOnly: values }),
    rule('domain-is-pure', '^domain/', foreignExcept('zod')),
    rule('workflows-are-deterministic', '^workflows/', foreignExcept('@temporalio/(workflow|common)')),
    rule('workflows-know-activities-by-type', '^workflows/', { path: '^activities/', ...values }),
    rule('workflows-run-only-in-the-sandbox', '^(temporal|api|workers)/', {
      path: '^workflows/',
      pathNot: 'messages\\.ts$',
      ...values,
    }),
    rule('temporal-knows-no-activity', '^temporal/', { path: '^activities/', ...values }),
    rule('api-and-workers-are-strangers', '^workers/', { path: '^api/' }),
    rule('only-activities-touch-the-database', any(LINE.filter((folder) => folder !== 'activities')), {
      path: `node_modules/(${DATABASES})/`,
    }),
    rule('areas-meet-in-domain', '^activities/([^/]+)/', {
      path: '^activities/[^/]+/',
      pathNot: '^activities/($1|context|systems|documents)/',
    }),
    rule(
      'providers-are-wired-once',
      { path: any(LINE), pathNot: '^activities/(context|systems)/' },
      { path: '^activities/systems/[^/]+/[^/]+/' },
    ),
    rule('migrations-are-frozen', '^migrations/', { pathNot: 'node_modules/knex/' }),
    rule('stack-stands-outside-the-processes', '^stack/', {
      path: any(['workflows', 'api', 'workers', ...UNDER_THE_LINE.filter((folder) => folder !== 'stack')]),
    }),
    rule('only-tests-look-at-the-stack', '^(web|migrations|bench|tools)/', { path: '^stack/' }),
    rule('nothing-looks-at-tests', '^(web|migrations|bench|tools)/', { path: '^test/' }),
    rule('web-sees-only-domain', '^web/', { path: '^(activities|workflows|temporal|api|workers)/' }),
    rule('product-needs-no-development-package', any(LINE), { dependencyTypes: ['npm-dev'], ...values }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
