import type { Knex } from 'knex';

/** Narrows steps, under the name `step`, to those that have failed and are being tried again; of this name and code, where given. */
export const triedAgain =
  ({ step, code }: { step?: string | undefined; code?: string | undefined } = {}): Knex.QueryCallback =>
  (steps) => {
    void steps.where('step.status', 'running').where((failed) => {
      void failed.where('step.attempt', '>', 1).orWhereNotNull('step.error_code');
    });
    if (step !== undefined) void steps.where('step.step_name', step);
    if (code !== undefined) void steps.where('step.error_code', code);
  };
