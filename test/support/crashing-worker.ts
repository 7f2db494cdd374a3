import { existsSync, writeFileSync } from 'node:fs';

import { activityInfo } from '@temporalio/activity';
import { Worker, type ActivityInterceptorsFactory } from '@temporalio/worker';

/*
 * The product's worker, with one more interceptor right around the activities: at the point named by CRASH_AT, such as
 * `invoice:undo before`, it kills its own process with SIGKILL, once. CRASH_MARK is the file that tells it has happened.
 */
const [activityId, moment] = (process.env['CRASH_AT'] ?? '').split(' ');
const mark = process.env['CRASH_MARK'] ?? '';

function crash(when: 'before' | 'after'): void {
  if (activityInfo().activityId !== activityId || moment !== when || existsSync(mark)) return;
  writeFileSync(mark, String(process.pid));
  process.kill(process.pid, 'SIGKILL');
}

const crashing: ActivityInterceptorsFactory = () => ({
  inbound: {
    execute: async (input, next) => {
      crash('before');
      const result = await next(input);
      crash('after');
      return result;
    },
  },
});

const create = Worker.create.bind(Worker);
Worker.create = (options) =>
  create({
    ...options,
    interceptors: { ...options.interceptors, activity: [...(options.interceptors?.activity ?? []), crashing] },
  });

await import('../../workers/main.ts');
