import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { activityInfo } from '@temporalio/activity';
import { Worker, type ActivityInterceptorsFactory } from '@temporalio/worker';

/*
 * The product's worker, in which the step named by SLOW_STEP takes SLOW_MS longer before it is done, once, whether or not it is
 * cancelled: SLOW_MARK is the file that tells that it has begun.
 */
const step = process.env['SLOW_STEP'];
const slowMs = Number(process.env['SLOW_MS'] ?? '0');
const mark = process.env['SLOW_MARK'] ?? '';

const slow: ActivityInterceptorsFactory = () => ({
  inbound: {
    execute: async (input, next) => {
      const result = await next(input);
      if (activityInfo().activityId === step && !existsSync(mark)) {
        writeFileSync(mark, String(process.pid));
        await sleep(slowMs);
      }
      return result;
    },
  },
});

const create = Worker.create.bind(Worker);
Worker.create = (options) =>
  create({
    ...options,
    interceptors: { ...options.interceptors, activity: [...(options.interceptors?.activity ?? []), slow] },
  });

await import('../../workers/main.ts');
