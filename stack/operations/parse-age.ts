import { StackError } from '../stack-error.ts';

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };
/** The API looks no further back. */
const MOST_DAYS = 3_660;

/** The seconds of an age such as `90s`, `15m`, `2h` or `3d`. */
export function parseAge(text: string): number {
  const [, number = '', unit = ''] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const seconds = Number(number) * (SECONDS[unit] ?? 0);
  if (seconds > MOST_DAYS * 86_400) {
    throw new StackError(
      'usage',
      `'${text}' is too long ago. ${String(MOST_DAYS)}d is the most that can be asked for.`,
    );
  }
  if (seconds > 0) return seconds;
  throw new StackError('usage', `'${text}' is no age. Write it as 90s, 15m, 2h or 3d.`);
}
