import { writeFile } from 'node:fs/promises';

import { PayloadKeyRing } from '../activities/context/payload-keys.ts';
import { createTemporalClient } from '../temporal/client.ts';
import { neutralHistory } from './histories/neutral-history.ts';

const [, , workflowId, name] = process.argv;
const { TEMPORAL_ADDRESS: address = '127.0.0.1:7233', TEMPORAL_NAMESPACE: namespace = 'default' } = process.env;
const { data: payloadKeys } = PayloadKeyRing.safeParse(process.env['TEMPORAL_PAYLOAD_KEYS']);
if (workflowId === undefined || name === undefined || payloadKeys === undefined) {
  process.stderr.write(
    'Say which run to keep, and under which name, with the addresses and keys of the stack that ran it:\n' +
      'node --env-file=.dartwing/environment tools/save-history.ts <workflow id> <name>\n',
  );
  process.exit(2);
}
const client = createTemporalClient({ address, namespace, payloadKeys });
const history = await client.workflow.getHandle(workflowId).fetchHistory();
const file = `test/histories/${name}.json`;
// A kept history is never replaced: runs that were recorded then may still be open.
await writeFile(file, neutralHistory(history, payloadKeys), { flag: 'wx' });
process.stdout.write(`Kept ${String(history.events?.length ?? 0)} events in ${file}.\n`);
await client.connection.close();
