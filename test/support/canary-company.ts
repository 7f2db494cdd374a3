import { randomBytes } from 'node:crypto';

import type { Context } from '../../activities/context/context.ts';
import { withTx } from '../../activities/context/database/with-tx.ts';
import { createDocument } from '../../activities/documents/create-document.ts';
import { createOrganization } from '../../activities/organizations/create-organization.ts';
import { createApiKey } from '../../activities/people/create-api-key.ts';
import { jobType } from '../../domain/dispatch/job-type.ts';
import { comment } from '../../domain/documents/comment.ts';
import type { DocumentDefinition } from '../../domain/documents/define-document.ts';
import { organization } from '../../domain/organizations/organization.ts';
import { organizationMember } from '../../domain/organizations/organization-member.ts';
import { apiKey } from '../../domain/people/api-key.ts';
import { GIVEN_ROLES, SCOPES } from '../../domain/permissions.ts';
import { account } from '../../domain/records/account.ts';
import { address } from '../../domain/records/address.ts';
import { communication } from '../../domain/records/communication.ts';
import { contact } from '../../domain/records/contact.ts';
import { customer } from '../../domain/records/customer.ts';
import { employee } from '../../domain/records/employee.ts';
import { item } from '../../domain/records/item.ts';
import { project } from '../../domain/records/project.ts';
import { salesInvoice } from '../../domain/records/sales-invoice.ts';
import { timesheet } from '../../domain/records/timesheet.ts';
import type { Canaries } from './canaries.ts';
import { asValues, create, update } from './documents.ts';

const AMOUNT = 18_900;
const HOUR_MS = 3_600_000;

/** A company of people and customers each text of whom holds a word, with what its technicians need to complete jobs. */
export async function aCanaryCompany(ctx: Context, words: Canaries) {
  const { organizationId, userId, scope, secret } = await itself(ctx, words);
  const make = async (definition: DocumentDefinition, given: Record<string, unknown> = {}): Promise<string> =>
    (await create(ctx, { scope, definition, values: words.plant(definition, given) })).name;

  const served = await make(customer);
  const place = await make(address, { customer: served, country: 'US' });
  const incomeAccount = await make(account, { root_type: 'income' });
  const makeItem = async (name: string, given: Record<string, unknown>) =>
    (await create(ctx, { scope, definition: item, name, values: words.plant(item, given) })).name;
  const service = await makeItem('SERVICE', { income_account: incomeAccount });
  const part = await makeItem('FILTER', { is_stock_item: true, standard_rate: 1_899 });
  const plain = await makeItem('PLAIN-SERVICE', {});
  const type = await make(jobType, { billing_item: service, rate: AMOUNT });
  const links = {
    customer: served,
    address: place,
    contact: await make(contact, { customer: served }),
    project: await make(project, { customer: served }),
    job_type: type,
  };
  const submit = async (definition: DocumentDefinition, given: Record<string, unknown>): Promise<string> => {
    const values = words.plant(definition, given);
    const made = await withTx(ctx, scope, (tx) =>
      createDocument(tx, definition, { docstatus: 'submitted', values: asValues(definition, values) }),
    );
    return made.name;
  };
  const setDisabled = async (disabled: boolean) => {
    await update(ctx, { scope, definition: account, name: incomeAccount, changes: { disabled } });
  };
  return {
    organizationId,
    userId,
    scope,
    secret,
    links,
    part,
    /** What work may be billed under while the account is disabled. */
    plain,
    technician: () => make(employee),
    disableAccount: () => setDisabled(true),
    enableAccount: () => setDisabled(false),
    /** A bill as a person makes it, on which something was paid or nothing. */
    billByHand: (job: string, { paid = 0 }: { paid?: number } = {}) =>
      submit(salesInvoice, {
        customer: served,
        dispatch_job: job,
        status: paid === 0 ? 'unpaid' : 'partly_paid',
        currency: 'USD',
        posting_date: '2026-11-25',
        due_date: '2026-12-25',
        items: [{ item: service, quantity: 1, rate: AMOUNT, amount: AMOUNT, tax_rate: 0 }],
        net_total: AMOUNT,
        tax_total: 0,
        grand_total: AMOUNT,
        outstanding_amount: AMOUNT - paid,
      }),
    /** Hours that a technician has booked for the last two: more cannot be booked for them. */
    bookHours: (technician: string) => {
      const [from, to] = [2 * HOUR_MS, 0].map((ms) => new Date(ctx.now().getTime() - ms).toISOString());
      const log = { from_time: from, to_time: to, hours: 2 };
      return submit(timesheet, { employee: technician, total_hours: 2, time_logs: [log] });
    },
    /** What people say of a job, and to its customer. */
    talkOf: async (job: string) => {
      const reference = { reference_doctype: 'dispatch_job', reference_name: job };
      await make(comment, { ...reference, comment_type: 'comment' });
      await make(communication, { ...reference, customer: served, communication_date: ctx.now().toISOString() });
    },
  };
}
export type CanaryCompany = Awaited<ReturnType<typeof aCanaryCompany>>;

async function itself(ctx: Context, words: Canaries) {
  const id = randomBytes(6).toString('hex');
  const organizationId = `org_${id}`;
  const userId = `user_${id}`;
  const { full_name: fullName = '' } = words.plant(organizationMember, { user: userId });
  const { member } = await createOrganization(ctx, {
    organizationId,
    values: words.plant(organization, { currency: 'USD', time_zone: 'America/Chicago' }),
    owner: { userId, email: `${words.text('users.email')}@example.com`, fullName, roles: [...GIVEN_ROLES] },
  });
  const scope = { organizationId, actor: member.name, roles: GIVEN_ROLES };
  const { title = '' } = words.plant(apiKey, { member: member.name, hint: 'dw_live' });
  const { secret } = await createApiKey(ctx, {
    scope,
    title,
    roles: [...GIVEN_ROLES],
    scopes: [...SCOPES],
    heldScopes: SCOPES,
    expiresAt: null,
  });
  return { organizationId, userId, scope, secret };
}
