import { z } from 'zod';

const DEFAULT_SECONDS = 5;
const MAX_SECONDS = 30;

/** The header by which a caller says how long it waits for an operation. */
export const Prefer = z.object({
  Prefer: z
    .string()
    .max(200)
    .optional()
    .meta({
      description: `\`wait=N\`: seconds to wait for the end, ${String(DEFAULT_SECONDS)} by default, at most ${String(MAX_SECONDS)}; \`wait=0\` does not wait and answers with the operation as it stands.`,
      example: 'wait=10',
    }),
});

/** Seconds to wait. A preference that cannot be read is ignored, as RFC 7240 asks. */
export function waitSeconds(headers: z.output<typeof Prefer>): number {
  const preferences = (headers.Prefer ?? '').split(/[,;]/).map((part) => part.trim().toLowerCase());
  const wait = preferences
    .map((part) => /^wait *= *"?(\d{1,6})"?$/.exec(part)?.[1])
    .find((value) => value !== undefined);
  if (wait !== undefined) return Math.min(Number(wait), MAX_SECONDS);
  return preferences.includes('respond-async') ? 0 : DEFAULT_SECONDS;
}
