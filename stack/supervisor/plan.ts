import { z } from 'zod';
import { SERVICE_NAMES, type GivenService, type Service, type Task } from '../services/service.ts';
import { readJson } from '../state/read-json.ts';
import { writePrivateFile } from '../state/write-private-file.ts';

/** What the supervisor is told to run, in this order. Written by `up`, so it holds passwords: 0600. */
export type Plan = {
  mark: string;
  logs: string;
  stateFile: string;
  steps: (Service | Task)[];
  given: GivenService[];
  environment: Record<string, string>;
};

const Words = z.record(z.string(), z.string());

const ProbeFile = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mariadb'), url: z.string() }),
  z.object({ kind: z.literal('redis'), url: z.string() }),
  z.object({ kind: z.literal('temporal'), address: z.string(), namespace: z.string() }),
  z.object({ kind: z.literal('http'), url: z.string() }),
]);

const TaskFile = z.object({
  name: z.literal('migrate'),
  command: z.string(),
  args: z.array(z.string()),
  cwd: z.string(),
  environment: Words,
});

const ServiceFile = TaskFile.extend({
  name: z.enum(SERVICE_NAMES),
  port: z.int(),
  probe: ProbeFile,
  readyWithinMs: z.int(),
  stopWithinMs: z.int(),
});

const PlanFile: z.ZodType<Plan> = z.object({
  mark: z.string(),
  logs: z.string(),
  stateFile: z.string(),
  steps: z.array(z.union([ServiceFile, TaskFile])),
  given: z.array(z.object({ name: z.enum(SERVICE_NAMES), probe: ProbeFile })),
  environment: Words,
});

export function writePlan(path: string, plan: Plan): void {
  writePrivateFile(path, JSON.stringify(plan, null, 1));
}

/** The plan of the last start; `undefined` when it is absent, torn, or written by another version of this code. */
export function readPlan(path: string): Plan | undefined {
  return PlanFile.safeParse(readJson(path)).data;
}

export function isService(step: Service | Task): step is Service {
  return step.name !== 'migrate';
}
