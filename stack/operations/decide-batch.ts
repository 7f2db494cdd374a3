import { setTimeout as sleep } from 'node:timers/promises';
import { ApiFailure } from './api-failure.ts';
import { askApi, untilAnswered } from './ask-api.ts';
import type { DecisionWords, ManyFilter } from './command.ts';
import { ManyReply } from './replies.ts';
import { sendDecision } from './send-decision.ts';
import type { Shell } from './shell.ts';

const PATH = '/v1/operations/decide';
/** The API decides about up to a hundred in one request. */
const ANSWER_WITHIN_MS = 300_000;
const COUNTS = 10;
const PAUSE_MS = 500;

export interface ManyRequest {
  decision: { filter: ManyFilter } & DecisionWords;
  idempotencyKey: string;
}

/** How many match now, and how many of them are left under the key. */
export const countMany = (shell: Shell, { decision, idempotencyKey }: ManyRequest) =>
  askApi(shell, {
    method: 'POST',
    path: PATH,
    headers: { 'idempotency-key': idempotencyKey },
    body: { ...decision, dryRun: true },
    reads: ManyReply,
  });

/**
 * Decides about as many as one request takes, if exactly `expected` match. Without it, what earlier requests decided about is on its
 * way and matches or does not from one moment to the next: then it is counted anew, and refused only if more are left than `atMost`.
 */
export async function decideBatch(
  shell: Shell,
  { decision, idempotencyKey, expected, atMost }: ManyRequest & { expected: number | undefined; atMost: number },
): Promise<ManyReply> {
  const send = async (matched: number) => {
    const { json, data } = await sendDecision(shell, {
      path: PATH,
      body: { ...decision, dryRun: false, expected: matched },
      deadlineMs: ANSWER_WITHIN_MS,
      reads: ManyReply,
      idempotencyKey,
    });
    if (shell.json) shell.print(JSON.stringify(json));
    return data;
  };
  if (expected !== undefined) return send(expected);
  for (let counts = 1; ; counts += 1) {
    const { data } = await countMany(shell, { decision, idempotencyKey });
    if (data.remaining === 0) return data;
    if (data.remaining > atMost) {
      const more = `${String(data.remaining)} are left, but only ${String(atMost)} ${atMost === 1 ? 'was' : 'were'} agreed to: others came to wait meanwhile. Look at them, then repeat the command.`;
      throw new ApiFailure(more, { kind: 'failed', effect: 'none' });
    }
    try {
      return await send(data.matched);
    } catch (error) {
      const moved = error instanceof ApiFailure && error.circumstances.code === 'conflict';
      if (!moved || counts === COUNTS) throw error;
      await untilAnswered(shell, () => sleep(PAUSE_MS, undefined, { signal: shell.interrupted }));
    }
  }
}
