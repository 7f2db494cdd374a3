import { z } from 'zod';

const NAME_MAX = 140;

/** A document's name in a path. Names compare byte by byte, so nothing is trimmed or folded here. */
export const documentName = z
  .string()
  .min(1)
  .max(NAME_MAX)
  .regex(/^\P{Cc}+$/u, 'Holds control characters');

/** `/{name}` of a job. */
export const JobParams = z.strictObject({
  name: documentName.meta({ description: 'The name of the job.', example: 'JOB-2026-00042' }),
});

/** `/{name}` of an API key. */
export const ApiKeyParams = z.strictObject({
  name: documentName.meta({ description: 'The name of the key.', example: 'KEY-00003' }),
});

/** `/{id}` of an operation. */
export const OperationParams = z.strictObject({
  id: z.string().min(1).max(300).meta({
    description: 'The id of the operation.',
    example: 'complete-job.JOB-2026-00042.0197a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  }),
});
