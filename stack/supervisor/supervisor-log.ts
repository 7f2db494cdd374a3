const STAMPED = /^\d{4}-\d\d-\d\dT[\d:.]+Z /;

/** A line of the supervisor's log. */
export function logLine(at: Date, service: string, words: string): string {
  return `${at.toISOString()} ${service.padEnd(8)} ${words}\n`;
}

/** The lines that the supervisor did not write on purpose, so those that tell why it broke. */
export function unstamped(lines: string[]): string[] {
  return lines.filter((line) => !STAMPED.test(line));
}
