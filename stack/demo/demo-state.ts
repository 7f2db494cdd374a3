import { z } from 'zod';

import { readJson } from '../state/read-json.ts';
import { writePrivateFile } from '../state/write-private-file.ts';

/** The job of a story from its creation on, the operation that ended it, and how that was told while it waited for a person. */
const KeptJob = z.object({
  job: z.string(),
  waited: z.array(z.string()).optional(),
  operation: z.string().optional(),
});
export type KeptJob = z.infer<typeof KeptJob>;

const DemoState = z.object({
  company: z.object({
    apiKey: z.string(),
    customer: z.string(),
    address: z.string(),
    technicians: z.array(z.string()),
    jobTypes: z.object({ billed: z.string(), refused: z.string() }),
    repairable: z.object({ account: z.string(), jobType: z.string() }).optional(),
  }),
  completed: KeptJob.optional(),
  refused: KeptJob.optional(),
  repaired: KeptJob.optional(),
});
export type DemoState = z.infer<typeof DemoState>;

/** How far earlier starts came with the demo; `undefined` when none made it or the file is torn. */
export function readDemoState(path: string): DemoState | undefined {
  return DemoState.safeParse(readJson(path)).data;
}

export function writeDemoState(path: string, state: DemoState): void {
  writePrivateFile(path, `${JSON.stringify(state, null, 2)}\n`);
}
