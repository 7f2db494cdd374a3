/**
 * The parts of a naming series such as `JOB-.YYYY.-.#####`: what stands before the number, for the given year, and how many
 * digits the number has. The prefix is what is counted by, so the numbers of `JOB-2026-` begin anew each year.
 */
export function seriesParts(series: string, year: number): { prefix: string; digits: number } {
  const match = /^(.*?)\.(#+)$/.exec(series);
  const [, head, hashes] = match ?? [];
  if (head === undefined || hashes === undefined) throw new Error(`'${series}' is no naming series`);
  return { prefix: head.replaceAll('.YYYY.', String(year)), digits: hashes.length };
}

/** The name with this number: `JOB-2026-00042`. A number that outgrows its digits keeps all of them. */
export const seriesName = ({ prefix, digits }: { prefix: string; digits: number }, number: number): string =>
  prefix + String(number).padStart(digits, '0');
