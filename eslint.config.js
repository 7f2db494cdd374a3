import { defineConfig, globalIgnores } from 'eslint/config';
import temporal from 'eslint-plugin-temporal';
import tseslint from 'typescript-eslint';

import { dartwing } from './tools/lint/plugin.ts';

const PRODUCT = ['domain', 'activities', 'workflows', 'temporal', 'api', 'workers'].map(
  (folder) => `${folder}/**/*.ts`,
);
const ENTRY_POINTS = [
  'workers/main.ts',
  'workers/codec-server.ts',
  'api/server.ts',
  'stack/**',
  'tools/**',
  'test/support/**',
];
// Jest looks for a default export in these.
const LOADED_BY_JEST = [
  'test/support/global-setup.ts',
  'test/support/global-teardown.ts',
  'test/support/count-reporter.ts',
];

export default defineConfig(
  globalIgnores(['node_modules/', '.dartwing/', 'coverage/']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { dartwing },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // Verbs are async by contract, whether or not today's body waits.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Taking a field out by naming it is how the rest of an object is made.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'max-lines': ['error', { max: 300 }],
      'max-params': ['error', { max: 3 }],
      'no-console': 'error',
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true } },
      ],
      'dartwing/configuration-at-the-edge': 'error',
      'dartwing/fakes-not-mocks': 'error',
      'dartwing/no-barrels': 'error',
      'dartwing/plain-names': 'error',
      'dartwing/reasoned-disables': 'error',
    },
  },
  {
    files: PRODUCT,
    rules: { 'dartwing/documents-write-tables': 'error', 'dartwing/one-transaction-function': 'error' },
  },
  { files: ['activities/**/*.ts'], rules: { 'dartwing/verbs-say-what-they-do': 'error' } },
  { files: ['domain/**/*.ts'], rules: { 'dartwing/no-clock-or-chance': 'error' } },
  {
    files: ['activities/*/*.ts'],
    ignores: ['activities/context/**', 'activities/*/activities.ts', '**/*-rows.ts'],
    rules: { 'dartwing/verb-names-its-file': 'error' },
  },
  {
    ...temporal.configs.recommended,
    files: ['workflows/**/*.ts', 'activities/**/*.ts', 'workers/**/*.ts'],
    rules: {
      ...Object.fromEntries(Object.keys(temporal.configs.recommended.rules).map((rule) => [rule, 'error'])),
      'temporal/workflow-require-idempotency-key-arg': [
        'error',
        { activityPatterns: ['*'], keyFields: ['key', 'run'] },
      ],
      // It reports every setHandler(); no-floating-promises of typescript-eslint finds the real ones.
      'temporal/workflow-no-floating-promises': 'off',
      'temporal/workflow-condition-timeout-style': 'off',
      'temporal/replay-history-smoke-test-hook': 'off',
      'temporal/workflow-replay-testing-required-comment': 'off',
      // A verb takes (ctx, input) and throws a Fault; activities.ts and the interceptor make activities of it.
      'temporal/activity-prefer-single-object-args': 'off',
      'temporal/activity-prefer-applicationfailure': 'off',
      // It reports every loop with an await: ours lie within one short transaction.
      'temporal/activity-heartbeat-in-long-loops': 'off',
      // They cannot see into a named profile; test/structure/activity-profiles.test.ts looks at each.
      'temporal/workflow-require-activity-timeouts': 'off',
      'temporal/workflow-require-activity-retry-policy': 'off',
    },
  },
  {
    files: ['workflows/*.ts'],
    rules: {
      // They take every exported function for a workflow; here are only the helpers of workflows.
      'temporal/workflow-prefer-single-object-args': 'off',
      'temporal/workflow-no-nonserializable-types-in-payloads': 'off',
    },
  },
  {
    files: ['activities/documents/**', 'activities/context/database/**', '**/*-rows.ts'],
    rules: { 'dartwing/documents-write-tables': 'off' },
  },
  { files: ['activities/context/database/with-tx.ts'], rules: { 'dartwing/one-transaction-function': 'off' } },
  { files: ENTRY_POINTS, rules: { 'dartwing/configuration-at-the-edge': 'off' } },
  // MariaDB, Redis and the others are services; that is what the stack is about.
  { files: ['stack/**/*.ts'], rules: { 'dartwing/plain-names': ['error', { allow: ['Service'] }] } },
  // The bundle's entry names every workflow; its list is what makes them known.
  { files: ['workflows/all.ts'], rules: { 'dartwing/no-barrels': 'off' } },
  { files: LOADED_BY_JEST, rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      // What HTTP answers and Jest's matchers are `any` by type; an expectation is what checks them.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      // A table test takes a parameter per column.
      'max-params': 'off',
    },
  },
);
