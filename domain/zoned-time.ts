import { isTimeZone } from './locale.ts';

/** A wall time and the zone in which a clock shows it. */
export interface ZonedTime {
  /** `2026-12-01T09:00` */
  local: string;
  timeZone: string;
}

const FORM = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)\[([A-Za-z0-9_+/-]{1,64})\]$/;

/** Reads `2026-12-01T09:00[Europe/Paris]`; null for anything else, for days that no calendar has and for those before 1900. */
export function readZonedTime(text: string): ZonedTime | null {
  const [, day = '', time = '', timeZone = ''] = FORM.exec(text) ?? [];
  const known = day >= '1900' && isDay(day) && isTimeZone(timeZone);
  return known ? { local: `${day}T${time}`, timeZone } : null;
}

function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
