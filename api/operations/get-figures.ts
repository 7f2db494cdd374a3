import { z } from 'zod';

import { getFigures, type Figures } from '../../activities/operations/get-figures.ts';
import { route } from '../http/route.ts';
import { SHOWN_STATUS } from './operation-view.ts';

const success = {
  started: z.int(),
  completed: z.int(),
  ended: z.int().meta({ description: 'Completed or not: no longer under way, and waiting for nobody.' }),
  rate: z.number().nullable().meta({ description: 'Completed among ended, from 0 to 1; null when none has ended.' }),
};

const FiguresView = z
  .object({
    lastDay: z
      .array(
        z.object({
          kind: z.string(),
          total: z.int(),
          needsPerson: z.int(),
          byStatus: z.record(z.enum(SHOWN_STATUS), z.int()),
        }),
      )
      .meta({ description: 'What began in the last 24 hours, by kind and by how it stands now.' }),
    success: z
      .array(z.object({ kind: z.string(), ...success, days: z.array(z.object({ day: z.iso.date(), ...success })) }))
      .meta({ description: 'What began on the last seven days, by kind and UTC day, the oldest day first.' }),
  })
  .meta({ id: 'OperationFigures' });

const present = ({ lastDay, success: kinds }: Figures): z.infer<typeof FiguresView> => ({
  lastDay: lastDay.map(({ kind, total, needsPerson, byStatus }) => ({ kind, total, needsPerson, byStatus })),
  success: kinds.map(({ kind, started, completed, ended, rate, days }) => ({
    kind,
    started,
    completed,
    ended,
    rate,
    days,
  })),
});

const none = { started: 0, completed: 0, ended: 0, rate: null };
const some = { started: 21, completed: 19, ended: 20, rate: 0.95 };

export const getFiguresRoute = route({
  id: 'getFigures',
  method: 'get',
  path: '/v1/operations/figures',
  area: 'Operations',
  summary: 'Count operations',
  description: 'Of operations on documents that the caller may read. A kind that did not run is absent.',
  scope: 'operations:read',
  answers: {
    200: {
      description: 'The figures.',
      schema: FiguresView,
      example: {
        lastDay: [
          {
            kind: 'complete-job',
            total: 21,
            needsPerson: 1,
            byStatus: {
              running: 0,
              compensating: 0,
              parked: 1,
              completed: 19,
              compensated: 0,
              compensation_failed: 0,
              cancelled: 0,
              failed: 0,
              resolved: 1,
            },
          },
        ],
        success: [
          {
            kind: 'complete-job',
            ...some,
            days: [1, 2, 3, 4, 5, 6, 7].map((day) => ({
              day: `2026-12-0${String(day)}`,
              ...(day === 7 ? some : none),
            })),
          },
        ],
      } satisfies z.infer<typeof FiguresView>,
    },
  },
  handle: async ({ ctx, caller }) => ({ status: 200, body: present(await getFigures(ctx, { scope: caller.scope })) }),
});
