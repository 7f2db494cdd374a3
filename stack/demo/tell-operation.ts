import { z } from 'zod';

import type { DemoOperation } from './read-operation.ts';

const MARK: Record<string, string> = { success: '✓', failed: '✗', compensated: '↺', compensation_failed: '!' };
const MEANING: Record<string, Record<string, string>> = {
  close: { success: 'job closed', compensated: 'job opened again, as it was', failed: 'job not closed' },
  invoice: { success: 'invoice submitted', compensated: 'invoice cancelled', failed: 'invoice refused' },
  timesheet: { success: 'hours booked', compensated: 'hours removed', failed: 'hours refused' },
  delivery: {
    success: 'delivery of the stock parts noted',
    compensated: 'delivery note cancelled',
    failed: 'delivery refused',
  },
  activity: { success: "noted in the customer's history", failed: 'note missing' },
};
const Named = z.object({ name: z.string() });

/** Says step by step what an operation did and undid, and where to look at it. */
export function tellOperation({
  operation,
  apiUrl,
  say,
}: {
  operation: DemoOperation;
  apiUrl: string;
  say: (line: string) => void;
}): void {
  for (const step of operation.steps) {
    const made = Named.safeParse(step.result);
    // The step that was refused is taken back, too: its undo makes sure that nothing of it stays.
    const refused = step.name === operation.failedStep && step.status === 'compensated';
    const state = refused ? 'failed' : step.status;
    const words = [MEANING[step.name]?.[state] ?? state, made.success ? made.data.name : '', step.error?.detail ?? ''];
    say(`    ${MARK[state] ?? '·'} ${step.name.padEnd(10)} ${words.filter((word) => word !== '').join('  ')}`);
  }
  say(`    = ${operation.status}`);
  say(`    operation  ${new URL(operation.links.self, apiUrl).href}`);
  if (operation.links.temporal !== undefined) say(`    Temporal   ${operation.links.temporal}`);
}
