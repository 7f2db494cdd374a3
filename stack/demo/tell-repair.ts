import type { Repair } from './repair.ts';

/** Says how an operation waited for a person, and what they did about it, with the same for the shell. */
export function tellRepair({
  waited,
  repair: { account, step, note },
  operation,
  say,
}: {
  waited: string[];
  repair: Repair;
  operation: string;
  say: (line: string) => void;
}): void {
  for (const line of waited) say(`    ${line}`);
  say(`    Account ${account} was enabled, and over HTTP it was decided to retry. From the shell that is:`);
  say(`    ./dartwing operations decide ${operation} --step ${step} --action retry --note '${note}'`);
}
