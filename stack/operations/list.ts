import { z } from 'zod';
import { formatTable } from '../terminal/format-table.ts';
import { askApi } from './ask-api.ts';
import { PageReply, type SummaryReply } from './replies.ts';
import type { Shell } from './shell.ts';
import { tellTime } from './tell-time.ts';

const PAGE = 200;
const HEADINGS = ['started', 'status', 'kind', 'document', 'failed step', 'error', 'operation'];
/** The entries as they came, with what this shell does not read. */
const RawPage = z.object({ data: z.array(z.unknown()) });

/** Lists operations, newest first, until there are as many as were asked for. */
export async function list(
  shell: Shell,
  { filters, atMost }: { filters: Record<string, string>; atMost: number },
): Promise<number> {
  const rows: SummaryReply[] = [];
  let cursor: string | null = null;
  do {
    const limit = String(Math.min(PAGE, atMost - rows.length));
    const query: Record<string, string> = { ...filters, limit, ...(cursor !== null && { cursor }) };
    const { json, data } = await askApi(shell, { path: '/v1/operations', query, reads: PageReply });
    if (shell.json) for (const entry of RawPage.parse(json).data) shell.print(JSON.stringify(entry));
    rows.push(...data.data);
    cursor = data.nextCursor;
  } while (cursor !== null && rows.length < atMost);
  if (shell.json) return 0;
  if (rows.length > 0) for (const line of formatTable([HEADINGS, ...rows.map(cellsOf)])) shell.print(line);
  else shell.note('No operation matches.');
  if (cursor !== null) shell.note('There are more: --all shows them, --limit N as many as you want.');
  return 0;
}

function cellsOf({ startedAt, status, kind, document, failedStep, error, retrying, id }: SummaryReply): string[] {
  // What is being tried again stands in the way now, whatever had failed before.
  const failures = (retrying ?? []).map((one) => ({ step: one.step, code: one.error?.code ?? '?' }));
  if (failures.length === 0) failures.push({ step: failedStep ?? '', code: error?.code ?? '' });
  return [
    tellTime(startedAt),
    status,
    kind,
    document.name,
    failures.map(({ step }) => step).join(', '),
    failures.map(({ code }) => code).join(', '),
    id,
  ];
}
