import type { Context } from '../../activities/context/context.ts';
import { loadDisabledAccount } from './load-disabled-account.ts';
import type { DemoCompany } from './load-company.ts';
import { renewKey } from './renew-key.ts';

/**
 * Gives a company that an older version made what the stories need by now; `keep` stores what it is given. Answers whether its key
 * was replaced. Safe to repeat.
 */
export async function bringUpToDate(
  ctx: Context,
  { company, keep, say }: { company: DemoCompany; keep: () => void; say: (line: string) => void },
): Promise<boolean> {
  const keepKey = (apiKey: string) => {
    company.apiKey = apiKey;
    keep();
  };
  const missing = await renewKey(ctx, { secret: company.apiKey, keep: keepKey });
  if (missing.length > 0)
    say(`The key of the demo company did not allow ${missing.join(', ')} yet; it was replaced by one that does.`);
  if (company.repairable === undefined) {
    company.repairable = await loadDisabledAccount(ctx, { secret: company.apiKey });
    keep();
  }
  return missing.length > 0;
}
