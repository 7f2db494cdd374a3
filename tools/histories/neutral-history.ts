import { historyToJSON, type History } from '@temporalio/common/lib/proto-utils.js';

/** What tells who carried a run out, and where the code lay on that machine. */
const NEUTRAL = new Map<string, unknown>([
  ['identity', 'worker'],
  ['stackTrace', ''],
]);

/** A history as it may be kept in the repository. */
export function neutralHistory(history: History): string {
  const parsed: unknown = JSON.parse(historyToJSON(history));
  return `${JSON.stringify(parsed, (key, value: unknown) => (NEUTRAL.has(key) ? NEUTRAL.get(key) : value))}\n`;
}
