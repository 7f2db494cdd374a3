import { setTimeout as sleep } from 'node:timers/promises';
import { waitsForPerson } from '../../domain/operation-groups.ts';
import { ApiFailure } from './api-failure.ts';
import { untilAnswered } from './ask-api.ts';
import { followOperation } from './follow-operation.ts';
import { hasEnded, judgeEnd } from './judge-end.ts';
import { noteNext } from './print-operation.ts';
import type { OperationReply } from './replies.ts';
import type { Shell } from './shell.ts';
import { tellChanges } from './tell-changes.ts';

const PATIENCE_MS = 120_000;
const PAUSE_MS = 1_000;

interface Watch {
  id: string;
  /** How long it tries to connect again. */
  patienceMs?: number;
  pauseMs?: number;
  silenceMs?: number;
}

/**
 * Prints each change of an operation until it ends or waits for a person, and answers the exit code that stands for. A connection
 * that breaks is made anew; one that never was is given up at once.
 */
export async function watch(
  shell: Shell,
  { id, patienceMs = PATIENCE_MS, pauseMs = PAUSE_MS, ...connection }: Watch,
): Promise<number> {
  let shown: { text: string; operation: OperationReply } | undefined;
  let lostAtMs: number | undefined;
  for (;;) {
    try {
      for await (const { json, operation } of followOperation(shell, { id, ...connection })) {
        lostAtMs = undefined;
        const text = JSON.stringify(json);
        // A new connection begins with what may have been told already.
        if (text !== shown?.text) {
          for (const line of shell.json ? [text] : tellChanges(shown?.operation, operation)) shell.print(line);
        }
        shown = { text, operation };
        if (hasEnded(operation.status) || waitsForPerson(operation.status)) {
          noteNext(shell, operation);
          return judgeEnd(operation, 'completed');
        }
      }
    } catch (error) {
      const passing = error instanceof ApiFailure && error.circumstances.kind === 'machine';
      if (!passing || shown === undefined) throw error;
      if (lostAtMs === undefined) shell.note(`${error.message} Trying again; the operation goes on without us.`);
      lostAtMs ??= performance.now();
      if (performance.now() - lostAtMs >= patienceMs) throw error;
    }
    await untilAnswered(shell, () => sleep(pauseMs, undefined, { signal: shell.interrupted }));
  }
}
