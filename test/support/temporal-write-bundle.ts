import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { DefaultLogger } from '@temporalio/worker';

import { bundleWorkflows } from '../../workers/bundle.ts';

const [, , workflows = '', codePath = '', traced] = process.argv;
const { code } = await bundleWorkflows({
  workflowsPath: resolve(workflows),
  traced: traced === 'traced',
  logger: new DefaultLogger('ERROR'),
});
await writeFile(codePath, code);
