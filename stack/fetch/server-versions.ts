/** The version that a program prints or that `VERSION()` answers, e.g. `[10, 11, 19]`; `undefined` when there is none. */
function parseVersion(output: string): number[] | undefined {
  const match = /(?:^|v=|Ver |version )(\d+)\.(\d+)\.(\d+)/.exec(output);
  return match?.slice(1).map(Number);
}

/** Whether this is a MariaDB of 10.11.8 or newer: it knows innodb_snapshot_isolation and periods without overlaps. */
export function isFittingMariadb(output: string): boolean {
  // MySQL calls its program mysqld too, and knows neither.
  return /mariadb/i.test(output) && isAtLeast(parseVersion(output), [10, 11, 8]);
}

export function isFittingRedis(output: string): boolean {
  return isAtLeast(parseVersion(output), [7, 0, 0]);
}

function isAtLeast(version: number[] | undefined, least: [number, number, number]): boolean {
  if (version === undefined) return false;
  const differs = least.findIndex((number, place) => version[place] !== number);
  return differs === -1 || (version[differs] ?? 0) > (least[differs] ?? 0);
}
