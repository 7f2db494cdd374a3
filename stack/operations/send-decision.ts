import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { ApiFailure } from './api-failure.ts';
import { askApi, type ApiRequest } from './ask-api.ts';
import type { Shell } from './shell.ts';

/** Beyond what it waits for, the API takes some time itself, also to find that no worker answers. */
const ANSWER_WITHIN_MS = 20_000;

/** What makes the API wait for the operation to go on. */
export const waiting = (seconds: number): Pick<ApiRequest, 'headers' | 'deadlineMs'> => ({
  headers: { prefer: `wait=${String(seconds)}` },
  deadlineMs: seconds * 1_000 + ANSWER_WITHIN_MS,
});

/** The key of one invocation: the one that was given, so that a repeat is known as one, or a new one. */
export const chooseIdempotencyKey = (given: string | undefined): string => given ?? randomUUID();

/**
 * Sends what a person decided. When nobody knows whether it was taken, the failure says how to repeat it so that it is applied once:
 * under the same idempotency key, where the decision has one.
 */
export async function sendDecision<T>(
  shell: Shell,
  {
    idempotencyKey,
    ...request
  }: Omit<ApiRequest, 'method'> & { body: unknown; reads: z.ZodType<T>; idempotencyKey?: string },
): Promise<{ json: unknown; data: T }> {
  const headers = { ...request.headers, ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }) };
  try {
    return await askApi(shell, { ...request, method: 'POST', headers });
  } catch (error) {
    if (!(error instanceof ApiFailure) || error.circumstances.effect === 'none') throw error;
    const key = idempotencyKey === undefined ? '' : ` with --idempotency-key ${idempotencyKey}`;
    throw new ApiFailure(
      `${error.message} Whether it was taken is not known. Repeat the same command${key}: it is applied once.`,
      error.circumstances,
    );
  }
}
