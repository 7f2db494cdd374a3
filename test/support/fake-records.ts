import type { Paper, Records } from '../../activities/systems/records/records.ts';
import type { DocStatus } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import type { Account } from '../../domain/records/account.ts';
import { mayAdopt } from '../../domain/records/may-adopt.ts';
import { mayBookIncome } from '../../domain/records/may-book-income.ts';

interface Keyed {
  organizationId: string;
  key: string;
  job: string;
}

type Kind = 'sales_invoice' | 'timesheet' | 'delivery_note' | 'communication';

export interface FakePaper {
  organizationId: string;
  name: string;
  kind: Kind;
  /** The customer, or the employee. */
  of: string;
  state: DocStatus;
  /** Null while no job and no step has it. */
  job: string | null;
  key: string | null;
  total: number | null;
}

interface FakeItem {
  disabled: boolean;
  isStockItem: boolean;
  rate: number | null;
  /** Null: it is booked on none. */
  account: Pick<Account, 'name' | 'root_type' | 'disabled'> | null;
}

/** What the fake system of record knows of one organization. */
export interface FakeWorld {
  customers: Record<string, { disabled: boolean }>;
  items: Record<string, FakeItem>;
  employees: Record<string, { left: boolean }>;
}

const spentKey = ({ organizationId, key }: Pick<Keyed, 'organizationId' | 'key'>): string =>
  `${organizationId}\n${key}`;

/** The system of record in memory: the same rules as the real ones, as the contract suite proves, and nothing of their speed. */
export class FakeRecords implements Records {
  readonly papers: FakePaper[] = [];
  readonly paid = new Set<string>();
  readonly #worlds: Record<string, FakeWorld>;
  readonly #spent = new Set<string>();
  readonly #hours: { organizationId: string; key: string; employee: string; from: number; to: number }[] = [];
  #made = 0;

  constructor(worlds: Record<string, FakeWorld>) {
    this.#worlds = worlds;
  }

  /** What a person made without any operation. */
  byHand(paper: Pick<FakePaper, 'organizationId' | 'kind' | 'of' | 'state' | 'job'>): Paper {
    return this.#store({ ...paper, key: null, total: null });
  }

  createSalesInvoice(input: Parameters<Records['createSalesInvoice']>[0]): Promise<Paper> {
    return this.#make('sales_invoice', { ...input, of: input.customer }, ({ customers, items }) => {
      if (input.lines.length === 0) throw new Fault('invalid', 'Nothing to bill');
      if (known(customers, input.customer).disabled)
        throw new Fault('invalid', `Customer ${input.customer} is disabled`);
      return input.lines.reduce((sum, line) => {
        const item = salable(items, line.item);
        if (item.account !== null) mayBookIncome(item.account, line.item);
        const rate = line.rate ?? item.rate;
        if (rate === null) throw new Fault('invalid', `Item ${line.item} has no price`);
        return sum + rate * line.quantity;
      }, 0);
    });
  }

  adoptSalesInvoice(input: Parameters<Records['adoptSalesInvoice']>[0]): Promise<Paper> {
    return this.#adopt('sales_invoice', { ...input, of: input.customer });
  }

  cancelSalesInvoice(input: Keyed): Promise<void> {
    return this.#take(input, (paper) => {
      if (this.paid.has(paper.name)) throw new Fault('conflict', `Invoice ${paper.name} is paid`);
      paper.state = 'cancelled';
    });
  }

  createTimesheet(input: Parameters<Records['createTimesheet']>[0]): Promise<Paper> {
    return this.#make('timesheet', { ...input, of: input.employee }, ({ employees }) => {
      const { organizationId, key, employee } = input;
      if (known(employees, employee).left) throw new Fault('invalid', `Employee ${employee} has left`);
      for (const log of input.logs) {
        const [from, to] = [Date.parse(log.fromTime), Date.parse(log.toTime)];
        const rival = this.#hours
          .filter((other) => other.organizationId === organizationId && other.employee === employee)
          .find((other) => other.from < to && from < other.to);
        if (rival !== undefined) throw new Fault('conflict', 'The hours overlap others');
        this.#hours.push({ organizationId, key, employee, from, to });
      }
      return null;
    });
  }

  adoptTimesheet(input: Parameters<Records['adoptTimesheet']>[0]): Promise<Paper> {
    return this.#adopt('timesheet', { ...input, of: input.employee });
  }

  deleteTimesheet(input: Keyed): Promise<void> {
    return this.#take(input, (paper) => {
      this.papers.splice(this.papers.indexOf(paper), 1);
      const index = this.#hours.findIndex((hours) => isOf(hours, input));
      if (index >= 0) this.#hours.splice(index, 1);
    });
  }

  createDeliveryNote(input: Parameters<Records['createDeliveryNote']>[0]): Promise<Paper> {
    return this.#make('delivery_note', { ...input, of: input.customer }, ({ items }) => {
      for (const line of input.lines) {
        if (!salable(items, line.item).isStockItem)
          throw new Fault('invalid', `Item ${line.item} is not kept in stock`);
      }
      return null;
    });
  }

  adoptDeliveryNote(input: Parameters<Records['adoptDeliveryNote']>[0]): Promise<Paper> {
    return this.#adopt('delivery_note', { ...input, of: input.customer });
  }

  cancelDeliveryNote(input: Keyed): Promise<void> {
    return this.#take(input, (paper) => {
      paper.state = 'cancelled';
    });
  }

  createCommunication(input: Parameters<Records['createCommunication']>[0]): Promise<Paper> {
    return this.#make('communication', { ...input, of: input.customer }, () => null);
  }

  // async, because refusals must reject and not throw
  async #make(
    kind: Kind,
    { organizationId, key, job, of }: Keyed & { of: string },
    check: (world: FakeWorld) => number | null,
  ): Promise<Paper> {
    const world = known(this.#worlds, organizationId);
    const before = this.#before({ organizationId, key });
    if (before !== undefined) return { name: before.name };
    return this.#store({ kind, organizationId, key, job, of, state: 'submitted', total: check(world) });
  }

  // async, because refusals must reject and not throw
  async #adopt(
    kind: Kind,
    { organizationId, key, job, of, name }: Keyed & { of: string; name: string },
  ): Promise<Paper> {
    const before = this.#before({ organizationId, key });
    if (before !== undefined && before.name !== name) throw new Fault('conflict', `The step has ${before.name}`);
    const paper = this.papers.find(
      (one) => one.organizationId === organizationId && one.kind === kind && one.name === name,
    );
    if (paper === undefined) throw new Fault('not_found', `There is no ${kind} '${name}'`);
    if (before !== undefined) return { name };
    const [dispatch_job, dartwing_key] = [paper.job, paper.key];
    mayAdopt({ doctype: kind, ...paper, docstatus: paper.state, dispatch_job, dartwing_key }, { job, key, of });
    Object.assign(paper, { job, key });
    return { name };
  }

  /** What the key stands for already. Throws when it is spent. */
  #before(keyed: Pick<Keyed, 'organizationId' | 'key'>): FakePaper | undefined {
    if (this.#spent.has(spentKey(keyed))) throw new Fault('conflict', `Step ${keyed.key} was undone`);
    return this.papers.find((paper) => isOf(paper, keyed));
  }

  #store(paper: Omit<FakePaper, 'name'>): Paper {
    this.#made += 1;
    const name = `${paper.kind}-${String(this.#made)}`;
    this.papers.push({ ...paper, name });
    return { name };
  }

  // async, because refusals must reject and not throw
  async #take(keyed: Keyed, undo: (paper: FakePaper) => void): Promise<void> {
    const paper = this.papers.find((made) => isOf(made, keyed));
    if (paper !== undefined && !this.#spent.has(spentKey(keyed))) undo(paper);
    this.#spent.add(spentKey(keyed));
  }
}

const isOf = (
  one: { organizationId: string; key: string | null },
  other: { organizationId: string; key: string },
): boolean => one.organizationId === other.organizationId && one.key === other.key;

function known<T>(all: Record<string, T>, name: string): T {
  const found = all[name];
  if (found === undefined) throw new Fault('not_found', `There is no '${name}'`);
  return found;
}

function salable(items: FakeWorld['items'], name: string): FakeItem {
  const item = known(items, name);
  if (item.disabled) throw new Fault('invalid', `Item ${name} is disabled`);
  return item;
}
