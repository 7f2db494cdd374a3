import { collectDefaultMetrics, Gauge } from 'prom-client';
import { z } from 'zod';

import type { Context } from '../context.ts';

/** What knex tells of its pool, which it does not describe itself. */
const Pool = z.object({
  numUsed: z.custom<() => number>((value) => typeof value === 'function'),
  numPendingAcquires: z.custom<() => number>((value) => typeof value === 'function'),
});

/**
 * Adds what is read off the process when somebody asks: event loop, memory, garbage collection, the pool of the database. Once per
 * process, since parts of it listen to the process for as long as that lives.
 */
export function observeProcess({ metrics: { registry }, db }: Pick<Context, 'metrics' | 'db'>): void {
  collectDefaultMetrics({ register: registry });
  const pool: unknown = Reflect.get(db.client, 'pool');
  const { numUsed, numPendingAcquires } = Pool.parse(pool);
  const registers = [registry];
  new Gauge({
    name: 'db_pool_used',
    help: 'Connections to the database that are in use.',
    registers,
    collect() {
      this.set(numUsed.call(pool));
    },
  });
  new Gauge({
    name: 'db_pool_pending',
    help: 'Pieces of work that wait for a connection to the database.',
    registers,
    collect() {
      this.set(numPendingAcquires.call(pool));
    },
  });
}
