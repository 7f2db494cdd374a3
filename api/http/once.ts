import { claimRequest } from '../../activities/idempotency/claim-request.ts';
import { releaseRequest } from '../../activities/idempotency/release-request.ts';
import type { Context } from '../../activities/context/context.ts';
import { Fault } from '../../domain/errors.ts';
import type { Scope } from '../../domain/scope.ts';
import { z } from 'zod';
import type { Caller } from './caller.ts';

/** An answer with a body, as it can be given again. */
export interface GivenAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

/**
 * Carries out what a request asks for, in one transaction, and answers. Under an Idempotency-Key a repeat is answered as the request
 * was, and nothing is done again.
 */
export type Once = <T>(work: (scope: Scope) => Promise<T>, present: (result: T) => GivenAnswer) => Promise<GivenAnswer>;

interface OnceInput {
  readonly ctx: Context;
  readonly caller: Caller;
  readonly route: string;
  /** Undefined: the caller does not care about repeats. */
  readonly key: string | undefined;
  readonly content: unknown;
}

const Given = z.object({
  status: z.int(),
  body: z.unknown(),
  headers: z.record(z.string(), z.string()).exactOptional(),
});

/** Made for one request. */
export const onceFor =
  ({ ctx, caller, key, ...request }: OnceInput): Once =>
  async <T>(work: (scope: Scope) => Promise<T>, present: (result: T) => GivenAnswer) => {
    const { scope } = caller;
    if (key === undefined) return present(await work(scope));
    const claim = await claimRequest(ctx, { scope, key, ...request });
    if ('answer' in claim) return repeated(claim.answer);
    // It is called with what `work` came to, before the commit.
    const answer = (result: unknown) => present(result as T); // eslint-disable-line @typescript-eslint/consistent-type-assertions -- see above
    try {
      return present(await work({ ...scope, once: { ...claim, answer } }));
    } catch (error) {
      // Where the outcome is not known, only the stored answer can tell it.
      if (!(error instanceof Fault && error.code === 'outcome_unknown')) await releaseRequest(ctx, { scope, ...claim });
      throw error;
    }
  };

function repeated(answer: unknown): GivenAnswer {
  const { headers, ...given } = Given.parse(answer);
  return { ...given, headers: { ...headers, 'Idempotency-Replayed': 'true' } };
}
