import { registerHooks } from 'node:module';

import { Worker, type ActivityInterceptorsFactory } from '@temporalio/worker';

import { crash } from './crash-point.ts';

/*
 * The product's worker, which may die at one chosen point: one more interceptor stands right around the activities, and where the
 * context asks for the builtin system of record, it is given the one that crashes.
 */
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

registerHooks({
  resolve: (specifier, context, next) =>
    context.parentURL?.endsWith('/context/create-context.ts') === true && specifier.endsWith('/builtin/builtin.ts')
      ? next(new URL('crashing-records.ts', import.meta.url).href, context)
      : next(specifier, context),
});

await import('../../workers/main.ts');
