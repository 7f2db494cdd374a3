import { Fault } from '../../domain/errors.ts';

const MAX_PER_KEY = 20;
const RETRY_AFTER_SECONDS = 30;

export interface OpenStreams {
  /** Takes one of the key's streams and answers how to give it back. Throws `rate_limited` when none is left. */
  take(key: string): () => void;
}

/** Counts the event streams that each key holds open on this process: a stream costs for as long as it is open. */
export function createOpenStreams(): OpenStreams {
  const open = new Map<string, number>();
  return {
    take(key) {
      const held = open.get(key) ?? 0;
      if (held >= MAX_PER_KEY) {
        const detail = `This key holds ${String(MAX_PER_KEY)} event streams open. Close one before opening another.`;
        throw new Fault('rate_limited', detail, { retryAfterSeconds: RETRY_AFTER_SECONDS });
      }
      open.set(key, held + 1);
      return () => {
        const left = (open.get(key) ?? 1) - 1;
        if (left > 0) open.set(key, left);
        else open.delete(key);
      };
    },
  };
}
