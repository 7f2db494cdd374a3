import { job } from '../dispatch/job.ts';
import { jobType } from '../dispatch/job-type.ts';
import { organization } from '../organizations/organization.ts';
import { organizationMember } from '../organizations/organization-member.ts';
import { apiKey } from '../people/api-key.ts';
import { account } from '../records/account.ts';
import { address } from '../records/address.ts';
import { communication } from '../records/communication.ts';
import { contact } from '../records/contact.ts';
import { customer } from '../records/customer.ts';
import { deliveryNote } from '../records/delivery-note.ts';
import { employee } from '../records/employee.ts';
import { item } from '../records/item.ts';
import { project } from '../records/project.ts';
import { salesInvoice } from '../records/sales-invoice.ts';
import { timesheet } from '../records/timesheet.ts';
import { comment } from './comment.ts';
import type { DocumentDefinition } from './define-document.ts';

/** Every document type there is. */
export const REGISTRY: readonly DocumentDefinition[] = [
  organization,
  organizationMember,
  apiKey,
  customer,
  contact,
  address,
  account,
  item,
  project,
  employee,
  jobType,
  job,
  salesInvoice,
  deliveryNote,
  timesheet,
  communication,
  comment,
];

/** The definition of a type. Throws for a name that no registry entry has, which is a bug. */
export function definitionOf(doctype: string): DocumentDefinition {
  const found = REGISTRY.find((definition) => definition.doctype === doctype);
  if (found === undefined) throw new Error(`No document type '${doctype}' in the registry`);
  return found;
}
