import { z } from 'zod';

import { callApi, type ApiClient } from './call-api.ts';

const Operation = z.object({
  id: z.string(),
  status: z.string(),
  steps: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      result: z.unknown(),
      error: z.object({ detail: z.string() }).nullable(),
      leftBehind: z.string().nullable(),
    }),
  ),
  links: z.object({ self: z.string(), temporal: z.string().optional() }),
});

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

/** Reads an operation from the API and says step by step what it did and undid, and where to look at it. */
export async function tellOperation(
  client: ApiClient,
  { id, say }: { id: string; say: (line: string) => void },
): Promise<void> {
  const { body } = await callApi(client, {
    method: 'GET',
    path: `/v1/operations/${encodeURIComponent(id)}`,
    expected: [200],
  });
  const operation = Operation.parse(body);
  for (const step of operation.steps) {
    const made = Named.safeParse(step.result);
    // An undone step with an error never happened: its undo only made sure of that.
    const state = step.status === 'compensated' && step.error !== null ? 'failed' : step.status;
    const words = [MEANING[step.name]?.[state] ?? state, made.success ? made.data.name : '', step.error?.detail ?? ''];
    say(`    ${MARK[state] ?? '·'} ${step.name.padEnd(10)} ${words.filter((word) => word !== '').join('  ')}`);
  }
  say(`    = ${operation.status}`);
  say(`    operation  ${new URL(operation.links.self, client.url).href}`);
  if (operation.links.temporal !== undefined) say(`    Temporal   ${operation.links.temporal}`);
}
