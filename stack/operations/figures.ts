import type { z } from 'zod';
import { formatTable } from '../terminal/format-table.ts';
import { askApi } from './ask-api.ts';
import { FiguresReply } from './replies.ts';
import type { Shell } from './shell.ts';

type Figures = z.infer<typeof FiguresReply>;

/** Tells how the operations of the last 24 hours stand, and how each kind went over the last seven days. */
export async function figures(shell: Shell): Promise<number> {
  const { json, data } = await askApi(shell, { path: '/v1/operations/figures', reads: FiguresReply });
  if (shell.json) shell.print(JSON.stringify(json));
  else for (const line of [...tellLastDay(data), '', ...tellSuccess(data)]) shell.print(line);
  return 0;
}

function tellLastDay({ lastDay }: Figures): string[] {
  if (lastDay.length === 0) return ['No operation was started in the last 24 hours.'];
  const statuses = [...new Set(lastDay.flatMap(({ byStatus }) => Object.keys(byStatus)))];
  const happened = statuses.filter((status) => lastDay.some(({ byStatus }) => (byStatus[status] ?? 0) > 0));
  const rows = lastDay.map(({ kind, total, needsPerson, byStatus }) => [
    kind,
    String(total),
    ...happened.map((status) => String(byStatus[status] ?? 0)),
    String(needsPerson),
  ]);
  return formatTable([['last 24 hours', 'all', ...happened, 'needs a person'], ...rows]);
}

function tellSuccess({ success }: Figures): string[] {
  if (success.length === 0) return ['No operation was started in the last 7 days.'];
  const days = success[0]?.days.map(({ day }) => day) ?? [];
  const rows = success.map((kind) => [kind.kind, ...kind.days.map(tellRate), tellRate(kind)]);
  return formatTable([['completed of ended', ...days, '7 days'], ...rows]);
}

function tellRate({ completed, ended, rate }: Figures['success'][number]['days'][number] | Figures['success'][number]) {
  return rate === null ? '-' : `${String(completed)}/${String(ended)} ${(rate * 100).toFixed(1)}%`;
}
