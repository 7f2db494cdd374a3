// The second pass: what is really loaded at run time, over any number of steps. Type-only imports are gone here.
const { options } = require('./.dependency-cruiser.cjs');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      // zod nearly doubles the workflow bundle, and schemas at module level are built anew in every workflow context.
      name: 'workflow-bundle-has-no-zod',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: 'node_modules/zod/', reachable: true },
    },
  ],
  options: { ...options, tsPreCompilationDeps: false },
};
