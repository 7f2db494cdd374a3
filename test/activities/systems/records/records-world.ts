import type { Records } from '../../../../activities/systems/records/records.ts';
import type { DocStatus } from '../../../../domain/documents/define-document.ts';

/** The papers that a person may make by hand. */
export type PaperKind = 'sales_invoice' | 'timesheet' | 'delivery_note';

/** What a provider must give so that the one suite can be run against it. */
export interface RecordsWorld {
  records: Records;
  organizationId: string;
  /** One that is there and has none of what is named here. */
  otherOrganizationId: string;
  job: string;
  otherJob: () => Promise<string>;
  customer: string;
  disabledCustomer: string;
  employee: string;
  employeeWhoLeft: string;
  /** A service without price, a part kept in stock at 18.99, an item that is disabled; the last two as their accounts are. */
  items: { service: string; part: string; disabled: string; onDisabledAccount: string; onExpenseAccount: string };
  /** Enables the account of `onDisabledAccount`, an income account and a part kept in stock. */
  enableAccount: () => Promise<void>;
  /** The papers that stand under a key, whatever became of them. */
  papers: (kind: PaperKind | 'communication', key: string) => Promise<{ name: string; state: string }[]>;
  /** What an invoice asks for before tax, in minor units. */
  netTotal: (invoice: string) => Promise<number>;
  pay: (invoice: string) => Promise<void>;
  /** The name of a paper that no operation made, `of` a customer or an employee. */
  byHand: (kind: PaperKind, paper: { of: string; job: string | null; state: DocStatus }) => Promise<string>;
  /** The job that a paper names. */
  jobOf: (kind: PaperKind, name: string) => Promise<string | null>;
}
