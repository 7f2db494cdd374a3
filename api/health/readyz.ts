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
        state: z.enum(['up', 'down', 'outdated']),
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

const CALLED = { database: 'The database', temporal: 'Temporal', redis: 'Redis' } as const;

const sentenceOf = ({ name, state, remedy }: PartState): string =>
  `${CALLED[name]} ${state === 'outdated' ? 'is outdated' : 'does not answer'}. ${remedy ?? ''}`;

export const readyzRoute = openRoute({
  id: 'readyz',
  method: 'get',
  path: '/readyz',
  area: 'Health',
  summary: 'Can requests be served',
  description:
    'Within two seconds. `degraded`: without Temporal operations wait, everything else works; without Redis rate limits are counted less well. 503 when the database does not answer, or lacks migrations. Each part that is not up is named with its remedy.',
  answers: {
    200: {
      description: 'Yes.',
      schema: Ready,
      example: { status: 'ready', parts: [part('database', true), part('temporal', false), part('redis', false)] },
    },
  },
  handle: async ({ ctx, temporal, closed }) => {
    if (closed.aborted) return notReady([], 'This process is closing. Ask another one.');
    const parts = await checkParts(ctx, temporal);
    const wanting = parts.filter(({ state }) => state !== 'up');
    const missing = wanting.filter(({ needed }) => needed);
    if (missing.length > 0) return notReady(parts, missing.map(sentenceOf).join(' '));
    return { status: 200, body: { status: wanting.length > 0 ? 'degraded' : 'ready', parts } };
  },
});
