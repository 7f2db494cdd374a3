import { CancellationScope } from '@temporalio/workflow';

import { reasonOf } from './reason-of.ts';
import type { SagaRun } from './step.ts';

/** Runs branches at once and gives their results in order. */
export type Together = <T extends readonly unknown[]>(
  ...branches: { readonly [K in keyof T]: () => Promise<T[K]> }
) => Promise<T>;

/**
 * Runs branches of an operation at once. When one fails, the others are cancelled and waited for, so that nothing is under way
 * any more when the unwinding begins; the failure that came first is thrown. A bug is thrown at once, and cancels nothing.
 */
export const openTogether =
  (saga: SagaRun): Together =>
  async <T extends readonly unknown[]>(...branches: { readonly [K in keyof T]: () => Promise<T[K]> }): Promise<T> => {
    const scope = new CancellationScope();
    const failures: unknown[] = [];
    const guarded = async (branch: () => Promise<unknown>): Promise<unknown> => {
      try {
        return await branch();
      } catch (error) {
        if (reasonOf(error) === undefined) throw error;
        failures.push(error);
        scope.cancel();
        return undefined;
      }
    };
    saga.groups += 1;
    const results: unknown = await scope.run(() => Promise.all(branches.map(guarded)));
    saga.groups -= 1;
    if (failures.length > 0) throw failures[0];
    // Each result stands where its branch stood; the compiler cannot follow a tuple through map.
    return results as T; // eslint-disable-line @typescript-eslint/consistent-type-assertions -- see above
  };
