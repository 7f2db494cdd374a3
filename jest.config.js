const project = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/.dartwing/'],
};

export default {
  // Jest reads these here only, not in a project.
  testTimeout: 60_000,
  maxWorkers: 2,
  maxConcurrency: 8,
  reporters: ['default', '<rootDir>/test/support/count-reporter.ts'],
  projects: [
    {
      ...project,
      displayName: 'plain',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.services\\.test\\.ts$'],
    },
    {
      ...project,
      displayName: 'services',
      testMatch: ['<rootDir>/test/**/*.services.test.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
  ],
};
