import { formatTable } from '../terminal/format-table.ts';
import { askApi } from './ask-api.ts';
import { FailuresReply } from './replies.ts';
import type { Shell } from './shell.ts';
import { tellTime } from './tell-time.ts';

const HEADINGS = ['count', 'kind', 'failed step', 'error', 'oldest', 'newest', 'for example'];

/** Lists failures by cause: how many, since when, and one of them with its message; if asked so, of what is being tried again. */
export async function failures(shell: Shell, { filters }: { filters: Record<string, string> }): Promise<number> {
  const request = { path: '/v1/operations/failures', query: filters, reads: FailuresReply };
  const { json, data } = await askApi(shell, request);
  if (shell.json) {
    shell.print(JSON.stringify(json));
    return 0;
  }
  if (data.data.length === 0) {
    const retrying = filters['filter[retrying]'] !== undefined;
    shell.note(retrying ? 'No operation that is being tried again matches.' : 'No operation that failed matches.');
    return 0;
  }
  const rows = data.data.map(({ count, kind, failedStep, code, oldest, newest, example }) => [
    String(count),
    kind,
    failedStep ?? '',
    code ?? '?',
    tellTime(oldest),
    tellTime(newest),
    `${example.id}${example.detail ? `: ${example.detail}` : ''}`,
  ]);
  for (const line of formatTable([HEADINGS, ...rows])) shell.print(line);
  return 0;
}
