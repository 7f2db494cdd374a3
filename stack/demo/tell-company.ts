import type { KeptJob } from './demo-state.ts';
import { STOCK_ITEM, type DemoCompany } from './load-company.ts';

/** Says how to ask the API as the demo company, and with which names to make a job of one's own. */
export function tellCompany({
  company,
  refused,
  apiUrl,
  say,
}: {
  company: DemoCompany;
  refused: KeptJob | undefined;
  apiUrl: string;
  say: (line: string) => void;
}): void {
  const curl = (path: string) => `    curl -H 'Authorization: Bearer ${company.apiKey}' ${new URL(path, apiUrl).href}`;
  say('  Ask as the demo company, its jobs and the operation that was refused (a browser without the key gets 401):');
  say(curl('/v1/jobs'));
  if (refused?.operation !== undefined) say(curl(`/v1/operations/${encodeURIComponent(refused.operation)}`));
  say('  See its operations in the shell, and decide about what waits for a person:');
  say('    ./dartwing operations list');
  say('  Its names, for POST /v1/jobs and what follows:');
  const { billed, refused: disabled } = company.jobTypes;
  const names = {
    customer: company.customer,
    address: company.address,
    'job type': `${billed} (billed), ${disabled} (its billing item is disabled)`,
    technicians: company.technicians.join(', '),
    'stock item': STOCK_ITEM,
  };
  for (const [what, name] of Object.entries(names)) say(`    ${what.padEnd(12)} ${name}`);
}
