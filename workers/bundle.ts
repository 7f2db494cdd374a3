import { fileURLToPath } from 'node:url';

import { bundleWorkflowCode, type Logger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

/** Builds the code that runs in the workflow sandbox: once per process, in about a second, shared by its workers. */
export const bundleWorkflows = (logger?: Logger): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../workflows/all.ts', import.meta.url)),
    ...(logger === undefined ? {} : { logger }),
  });
