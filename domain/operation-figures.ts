import { addDays } from './time.ts';

/** How runs of one kind that began on one UTC day went. */
export interface DayCount {
  kind: string;
  day: string;
  started: number;
  completed: number;
  /** Completed or not: no longer under way, and waiting for nobody. */
  ended: number;
}

interface Success {
  started: number;
  completed: number;
  ended: number;
  /** Completed among ended, from 0 to 1 with four decimals; null when none has ended. */
  rate: number | null;
}

export interface KindSuccess extends Success {
  kind: string;
  /** One for each day, the oldest first, also where nothing ran. */
  days: ({ day: string } & Success)[];
}

/** The success of each kind over `days` UTC days up to `today`. A kind that did not run in that time is absent. */
export function successByKind(counts: readonly DayCount[], { today, days }: { today: string; days: number }) {
  const wanted = Array.from({ length: days }, (_, index) => addDays(today, index - days + 1));
  const kinds = [...new Set(counts.filter(({ day }) => wanted.includes(day)).map(({ kind }) => kind))].sort();
  return kinds.map((kind): KindSuccess => {
    const own = counts.filter((count) => count.kind === kind && wanted.includes(count.day));
    return {
      kind,
      ...sum(own),
      days: wanted.map((day) => ({ day, ...sum(own.filter((count) => count.day === day)) })),
    };
  });
}

function sum(counts: readonly DayCount[]): Success {
  const total = (key: 'started' | 'completed' | 'ended') => counts.reduce((all, count) => all + count[key], 0);
  const [started, completed, ended] = [total('started'), total('completed'), total('ended')];
  return { started, completed, ended, rate: ended === 0 ? null : Math.round((completed / ended) * 10_000) / 10_000 };
}
