import { z } from 'zod';

/** The kind of an operation that is looked for. */
export const Kind = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z-]*$/, 'Is no kind of operation')
  .meta({ example: 'complete-job' });

/** The code of the problem that an operation failed by. */
export const ErrorCode = z
  .string()
  .max(40)
  .regex(/^[a-z_]+$/, 'Is no code of a problem')
  .meta({ description: 'The code of the problem it failed by.', example: 'misconfigured' });

/** The most by which an operation may be asked to be older. */
export const OLDER_MAX_SECONDS = 10 * 366 * 86_400;
