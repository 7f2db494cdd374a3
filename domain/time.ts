const MS_PER_HOUR = 3_600_000;

/** Hours between two instants with three decimals, as papers carry them. */
export const hoursBetween = (from: string, to: string): number =>
  Math.round(((Date.parse(to) - Date.parse(from)) / MS_PER_HOUR) * 1000) / 1000;

/** Whole seconds between two instants. */
export const secondsBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 1000);

/** The calendar day, YYYY-MM-DD, that an instant falls on in a zone. */
export const localDate = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);

/** The day `days` after a calendar day. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * MS_PER_HOUR).toISOString().slice(0, 10);
}
