import { createBuiltinRecords as createRecords } from '../../activities/systems/records/builtin/builtin.ts';
import type { Records } from '../../activities/systems/records/records.ts';
import { Fault } from '../../domain/errors.ts';
import { isAccountDisabled } from './billing-accounts.ts';

function needAccount(account: 'billing' | 'cancelling', organizationId: string): void {
  if (isAccountDisabled(account, organizationId))
    throw new Fault('misconfigured', `The ${account} account is disabled. Enable it, then retry the step.`);
}

/** The builtin system of record with an account for bills, and one for cancelling them, which somebody may have disabled. */
export function createBuiltinRecords(...[ctx]: Parameters<typeof createRecords>): Records {
  const records = createRecords(ctx);
  return {
    ...records,
    createSalesInvoice: async (input) => {
      needAccount('billing', input.organizationId);
      return records.createSalesInvoice(input);
    },
    cancelSalesInvoice: async (input) => {
      needAccount('cancelling', input.organizationId);
      return records.cancelSalesInvoice(input);
    },
  };
}
