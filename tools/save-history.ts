import { writeFile } from 'node:fs/promises';

import { Client, Connection } from '@temporalio/client';

import { neutralHistory } from './histories/neutral-history.ts';

const [, , workflowId, name] = process.argv;
if (workflowId === undefined || name === undefined) {
  process.stderr.write('Say which run to keep, and under which name: npm run history <workflow id> <name>\n');
  process.exit(2);
}
const { TEMPORAL_ADDRESS: address = '127.0.0.1:7233', TEMPORAL_NAMESPACE: namespace = 'default' } = process.env;
const connection = await Connection.connect({ address });
const history = await new Client({ connection, namespace }).workflow.getHandle(workflowId).fetchHistory();
const file = `test/histories/${name}.json`;
// A kept history is never replaced: runs that were recorded then may still be open.
await writeFile(file, neutralHistory(history), { flag: 'wx' });
process.stdout.write(`Kept ${String(history.events?.length ?? 0)} events in ${file}.\n`);
await connection.close();
