import { StackError } from '../stack-error.ts';

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** The seconds of an age such as `90s`, `15m`, `2h` or `3d`. */
export function parseAge(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const seconds = Number(number) * (SECONDS[unit] ?? 0);
  if (seconds > 0) return seconds;
  throw new StackError('usage', `'${text}' is no age. Write it as 90s, 15m, 2h or 3d.`);
}
