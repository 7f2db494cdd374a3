import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Account = 'billing' | 'cancelling';

// A file per disabled account, so that the test tells the worker's process, and a restart of that does not forget it.
const FOLDER = join(tmpdir(), 'dartwing-disabled-accounts');
const mark = (account: Account, organizationId: string) => join(FOLDER, `${account}-${organizationId}`);

/** Whether an account of the organization is disabled. */
export const isAccountDisabled = (account: Account, organizationId: string): boolean =>
  existsSync(mark(account, organizationId));

/** Disables an account of the organization, for the workers of `billing-worker.ts`. */
export function disableAccount(account: Account, organizationId: string): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(mark(account, organizationId), '');
}

/** Enables it again. */
export function enableAccount(account: Account, organizationId: string): void {
  rmSync(mark(account, organizationId), { force: true });
}
