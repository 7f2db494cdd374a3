import { z } from 'zod';

import { openRoute } from '../http/route.ts';

export const livezRoute = openRoute({
  id: 'livez',
  method: 'get',
  path: '/livez',
  area: 'Health',
  summary: 'Is the process alive',
  description: 'Asks nothing of any other part: a restart would cure what makes this fail.',
  answers: {
    200: {
      description: 'It is.',
      schema: z.object({ status: z.literal('alive') }).meta({ id: 'Alive' }),
      example: { status: 'alive' },
    },
  },
  handle: () => Promise.resolve({ status: 200, body: { status: 'alive' } }),
});
