export interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Why it never ran. */
  error?: Error;
}

/** How a process ended, e.g. `killed by SIGKILL` or `exit code 1`. */
export function describeEnd({ code, signal, error }: End): string {
  if (error !== undefined) return `could not be started (${error.message})`;
  return signal === null ? `exit code ${String(code)}` : `killed by ${signal}`;
}

/** The note of a service that ended by itself and runs again, e.g. `restarted 03:25, killed by SIGKILL`. */
export function restartNote(at: Date, end: string): string {
  const clock = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
  return `restarted ${clock}, ${end}`;
}
