import { setTimeout as sleep } from 'node:timers/promises';

import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

import { createTemporalClient } from '../../temporal/client.ts';
import { TASK_QUEUES } from '../../temporal/task-queues.ts';
import { neutralHistory } from '../../tools/histories/neutral-history.ts';
import type { Canaries } from './canaries.ts';
import { testPayloadKeys } from './payload-keys.ts';
import { readable } from './readable-history.ts';

const NAMESPACE = 'default';
const LISTED_WITHIN_MS = 20_000;

/**
 * Every run that Temporal knows, with all it says of it: the description with search attributes and memo, the history, and the
 * history as it is kept in the repository, each with its payloads decrypted.
 */
export async function runsAt(address: string): Promise<{ workflowId: string; text: string }[]> {
  const connection = await Connection.connect({ address });
  const { workflow } = new Client({ connection, namespace: NAMESPACE });
  try {
    const runs: { workflowId: string; text: string }[] = [];
    for await (const { workflowId, runId } of workflow.list()) {
      const execution = { workflowId, runId };
      const described = await connection.workflowService.describeWorkflowExecution({ namespace: NAMESPACE, execution });
      const history = await workflow.getHandle(workflowId, runId).fetchHistory();
      const texts = [
        JSON.stringify(described.toJSON()),
        historyToJSON(history),
        neutralHistory(history, testPayloadKeys()),
      ];
      runs.push({ workflowId, text: texts.map(readable).join('\n') });
    }
    return runs;
  } finally {
    await connection.close();
  }
}

/** Puts words where none may stand: into the id of a run, and into the input of one, encrypted as all inputs are. */
export async function plantRuns(address: string, words: Canaries): Promise<void> {
  const client = createTemporalClient({ address, namespace: NAMESPACE, payloadKeys: testPayloadKeys() });
  const planted = { taskQueue: TASK_QUEUES.core, startDelay: '1 hour' } as const;
  await client.workflow.start('planted', { ...planted, workflowId: words.text('a planted id') });
  const args = [{ note: words.text('a planted input') }];
  await client.workflow.start('planted', { ...planted, workflowId: 'planted', args });
  // A list knows a run a moment after it was started.
  const seen = async () => (await client.workflow.count("WorkflowType = 'planted'")).count;
  for (const untilMs = performance.now() + LISTED_WITHIN_MS; (await seen()) < 2; await sleep(50))
    if (performance.now() > untilMs) throw new Error('Temporal does not list what was planted');
  await client.connection.close();
}
