import { Fault } from '../errors.ts';
import type { Account } from './account.ts';

const ARTICLES: Record<Exclude<Account['root_type'], 'income'>, string> = {
  expense: 'an expense account',
  asset: 'an asset account',
  liability: 'a liability account',
  equity: 'an equity account',
};

/** Throws `misconfigured`, with what to do, unless what is billed for the item may be booked on the account as income. */
export function mayBookIncome(
  { name, root_type, disabled }: Pick<Account, 'name' | 'root_type' | 'disabled'>,
  item: string,
): void {
  if (disabled)
    throw new Fault(
      'misconfigured',
      `Account ${name} of item '${item}' is disabled. Enable it, or give the item another income account.`,
    );
  if (root_type !== 'income')
    throw new Fault(
      'misconfigured',
      `Account ${name} of item '${item}' is ${ARTICLES[root_type]}. Give the item an income account.`,
    );
}
