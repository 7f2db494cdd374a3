import { existsSync, writeFileSync } from 'node:fs';

import { activityInfo } from '@temporalio/activity';

/** Before and after an activity, and inside one between what it does in the system of record and what it does on the job. */
type Moment = 'before' | 'between' | 'after';

const [, activityId, moment] = /^(\S+) (before|between|after)\b/.exec(process.env['CRASH_AT'] ?? '') ?? [];
const mark = process.env['CRASH_MARK'] ?? '';

/**
 * Kills this process with SIGKILL when the running activity is at the point named by CRASH_AT, such as `invoice:undo before`, once:
 * CRASH_MARK is the file that tells that it has happened.
 */
export function crash(when: Moment): void {
  if (activityInfo().activityId !== activityId || moment !== when || existsSync(mark)) return;
  writeFileSync(mark, String(process.pid));
  process.kill(process.pid, 'SIGKILL');
}
