import { Gauge } from 'prom-client';

import type { Context } from '../activities/context/context.ts';
import type { Readiness } from './check-readiness.ts';

/** Adds, to what the process tells of itself, whether each part that `/readyz` looks at is there. */
export function measureReadiness({ metrics }: Pick<Context, 'metrics'>, check: () => Promise<Readiness>): void {
  new Gauge({
    name: 'worker_part_up',
    help: 'Whether a part that the worker needs is there: the database, Temporal, each queue being polled.',
    labelNames: ['part'],
    registers: [metrics.registry],
    async collect() {
      const { parts } = await check();
      this.reset();
      for (const { name, up } of parts) this.set({ part: name }, up ? 1 : 0);
    },
  });
}
