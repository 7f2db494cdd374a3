/** A paper as the system of record knows it. */
export interface Paper {
  name: string;
}

interface Keyed {
  organizationId: string;
  /**
   * The step key. It is stored, unique, with what it made: a create under a known key answers what the first one made, and an
   * undo finds its paper by it. After an undo the key is spent: a create that arrives late is refused as `conflict`.
   */
  key: string;
  /** The dispatch job that the paper belongs to. */
  job: string;
}

/** A paper that a person found or made by hand, and what it must be for. */
interface Found extends Keyed {
  name: string;
}

export interface InvoiceLine {
  item: string;
  description: string | null;
  quantity: number;
  /** Minor units of the organization's currency, per unit. Null: the item's standard rate. */
  rate: number | null;
}

export interface TimeLog {
  activityType: string;
  fromTime: string;
  toTime: string;
  hours: number;
  project: string | null;
}

/**
 * The system of record, as operations need it. Every create makes the paper whole and final in one step, like one request to
 * ERPNext; every undo is safe to repeat, succeeds when there is nothing to undo, and leaves the end state named with it.
 * Every adopt makes a submitted paper that nobody's step made the one of the key: create and undo then answer and treat it like
 * one they made. It is safe to repeat, and refuses as `not_found` or `conflict` a paper that is not there, not submitted, of
 * somebody else, of another job or step, and every other paper once the step has its own. A refusal leaves the key free.
 * Throws `invalid` or `conflict` for a business refusal, `misconfigured` when only a person can repair it, `unavailable` when
 * it cannot be reached, `outcome_unknown` when it may have happened.
 */
export interface Records {
  /**
   * Creates and submits. Refuses a disabled customer or item, and an empty bill; as `misconfigured` an item whose income account
   * is disabled or no income account.
   */
  createSalesInvoice(input: Keyed & { customer: string; project: string | null; lines: InvoiceLine[] }): Promise<Paper>;
  adoptSalesInvoice(input: Found & { customer: string }): Promise<Paper>;
  /** Ends cancelled; the paper stays. Refuses an invoice on which something was paid. */
  cancelSalesInvoice(input: Keyed): Promise<void>;

  /** Creates and submits. Refuses hours that overlap other hours of the employee. */
  createTimesheet(input: Keyed & { employee: string; logs: TimeLog[] }): Promise<Paper>;
  adoptTimesheet(input: Found & { employee: string }): Promise<Paper>;
  /** Ends gone. */
  deleteTimesheet(input: Keyed): Promise<void>;

  /** Creates and submits. Refuses items that are not kept in stock. */
  createDeliveryNote(
    input: Keyed & {
      customer: string;
      address: string | null;
      project: string | null;
      lines: { item: string; quantity: number }[];
    },
  ): Promise<Paper>;
  adoptDeliveryNote(input: Found & { customer: string }): Promise<Paper>;
  /** Ends cancelled; the paper stays. */
  cancelDeliveryNote(input: Keyed): Promise<void>;

  /** Notes something in the customer's history. */
  createCommunication(
    input: Keyed & { customer: string; subject: string; content: string; at: string },
  ): Promise<Paper>;
}
