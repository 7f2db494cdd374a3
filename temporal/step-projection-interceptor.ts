import { setTimeout as sleep } from 'node:timers/promises';

import { activityInfo, type Info } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInterceptors } from '@temporalio/worker';
import type { Logger } from 'pino';
import { z } from 'zod';

import { parseStepKey } from '../domain/operation-id.ts';
import type { StepRecord } from '../domain/operation-step.ts';

/** A slow or missing database holds up a step no longer than this, once it is done. */
const PATIENCE_MS = 1_000;

const StepArguments = z.tuple([z.object({ organizationId: z.string(), key: z.string() })]);

export type RecordStep = (record: StepRecord) => Promise<void>;
type Progress = Pick<StepRecord, 'status' | 'error' | 'result'>;

/**
 * Tells the rows of an operation how each step goes, attempt by attempt, while it goes. Best effort: a row that cannot be written
 * is logged, and the operation's own report writes it later. Must stand before the interceptor that converts failures.
 */
export const createStepProjection =
  (recordStep: RecordStep, { log, now }: { log: Logger; now: () => Date }) =>
  (): ActivityInterceptors => ({
    inbound: {
      execute: async (input, next) => {
        const info = activityInfo();
        const step = stepOf(info, input.args);
        if (step === undefined) return next(input);
        const write = async (progress: Progress): Promise<void> => {
          try {
            await recordStep({ ...step, ...progress, at: now().toISOString() });
          } catch (error) {
            log.warn({ err: error, key: step.key, status: progress.status }, 'the row of a step was not written');
          }
        };
        const undoing = step.phase === 'undo';
        // Beside the step, not before it; what follows is written after it.
        const begun = write({ status: 'running' });
        const end = (progress: Progress) =>
          atMost(
            PATIENCE_MS,
            begun.then(() => write(progress)),
          );
        try {
          const result = await next(input);
          const done = info.activityId.endsWith(':adopt') ? 'marked_done' : 'success';
          await end(undoing ? { status: 'compensated' } : { status: done, result });
          return result;
        } catch (error) {
          const final = error instanceof ApplicationFailure && error.nonRetryable === true;
          const status = final ? (undoing ? 'compensation_failed' : 'failed') : 'running';
          await end({ status, error: reasonOf(error) });
          throw error;
        }
      },
    },
  });

/** The step that this activity carries out; undefined for local activities and for everything without a step key. */
export function stepOf(
  { isLocal, activityId, attempt }: Info,
  args: unknown[],
): Omit<StepRecord, keyof Progress | 'at'> | undefined {
  const parsed = StepArguments.safeParse(args);
  if (isLocal || !parsed.success) return undefined;
  const [{ organizationId, key }] = parsed.data;
  const name = parseStepKey(key);
  if (name === undefined) return undefined;
  const phase = activityId.endsWith(':undo') ? 'undo' : 'do';
  return { organizationId, ...name, activityId, key, phase, attempt };
}

const reasonOf = (error: unknown): { code: string; message: string } =>
  error instanceof ApplicationFailure
    ? { code: error.type ?? 'bug', message: error.message }
    : { code: 'cancelled', message: 'The attempt was cut short' };

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  const done = new AbortController();
  await Promise.race([work, sleep(ms, undefined, { signal: done.signal }).catch(() => undefined)]);
  done.abort();
}
