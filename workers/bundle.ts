import { fileURLToPath } from 'node:url';

import { bundleWorkflowCode, type Logger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

import { FAILURE_CONVERTER_PATH } from '../temporal/codec/data-converter.ts';
import { WORKFLOW_TRACING_PATH } from '../temporal/tracing/start-tracing.ts';

interface Bundle {
  /** The file that names the workflows; all of the product's unless told otherwise. */
  workflowsPath?: string;
  traced: boolean;
  logger?: Logger;
}

const ALL_WORKFLOWS = fileURLToPath(new URL('../workflows/all.ts', import.meta.url));

/** Builds the code that runs in the workflow sandbox: once per process, in about a second, shared by its workers. */
export const bundleWorkflows = ({ traced, ...rest }: Bundle): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({
    workflowsPath: ALL_WORKFLOWS,
    failureConverterPath: FAILURE_CONVERTER_PATH,
    workflowInterceptorModules: traced ? [WORKFLOW_TRACING_PATH] : [],
    ...rest,
  });
