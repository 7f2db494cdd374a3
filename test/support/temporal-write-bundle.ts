import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const [, , workflows = '', codePath = ''] = process.argv;
const { code } = await bundleWorkflowCode({
  workflowsPath: resolve(workflows),
  logger: new DefaultLogger('ERROR'),
});
await writeFile(codePath, code);
