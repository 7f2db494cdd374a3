import { z } from 'zod';

import { Fault } from '../../domain/errors.ts';
import { openRoute } from '../http/route.ts';
import { checkParts, type PartState } from './check-parts.ts';

const Ready = z
  .object({
    status: z.enum(['ready', 'degraded']),
    parts: z.array(
      z.object({
        name: z.enum(['database', 'temporal', 'redis']),
        state: z.enum(['up', 'down']),
        needed: z.boolean(),
        remedy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Ready' });

const part = (name: PartState['name'], needed: boolean): PartState => ({ name, needed, state: 'up', remedy: null });

const notReady = (parts: readonly PartState[], why: string) => ({
  fault: new Fault('unavailable', why),
  more: { parts },
});

export const readyzRoute = openRoute({
  id: 'readyz',
  method: 'get',
  path: '/readyz',
  area: 'Health',
  summary: 'Can requests be served',
  description:
    'Within two seconds. `degraded`: everything works, some of it less well. 503 names the parts and remedies.',
  answers: {
    200: {
      description: 'Yes.',
      schema: Ready,
      example: { status: 'ready', parts: [part('database', true), part('temporal', true), part('redis', false)] },
    },
  },
  handle: async ({ ctx, temporal, closed }) => {
    if (closed.aborted) return notReady([], 'This process is closing. Ask another one.');
    const parts = await checkParts(ctx, temporal);
    const down = parts.filter(({ state }) => state === 'down');
    const missing = down.filter(({ needed }) => needed);
    if (missing.length > 0) {
      return notReady(
        parts,
        missing.map(({ name, remedy }) => `The ${name} does not answer. ${remedy ?? ''}`).join(' '),
      );
    }
    return { status: 200, body: { status: down.length > 0 ? 'degraded' : 'ready', parts } };
  },
});
