import type { Paper, Records } from '../../activities/systems/records/records.ts';
import { Fault } from '../../domain/errors.ts';

export interface FakePaper {
  name: string;
  kind: 'sales_invoice' | 'timesheet' | 'delivery_note' | 'communication';
  key: string;
  state: 'submitted' | 'cancelled';
  total: number | null;
}

interface FakeItem {
  disabled: boolean;
  isStockItem: boolean;
  rate: number | null;
}

/** What the fake system of record knows about the world. */
export interface FakeWorld {
  customers: Record<string, { disabled: boolean }>;
  items: Record<string, FakeItem>;
  employees: Record<string, { left: boolean }>;
}

/** The system of record in memory: the same rules as the real ones, as the contract suite proves, and nothing of their speed. */
export class FakeRecords implements Records {
  readonly papers: FakePaper[] = [];
  readonly paid = new Set<string>();
  readonly #world: FakeWorld;
  readonly #spent = new Set<string>();
  readonly #hours: { employee: string; from: number; to: number; key: string }[] = [];
  #made = 0;

  readonly #organizationId: string;

  constructor(organizationId: string, world: FakeWorld) {
    this.#organizationId = organizationId;
    this.#world = world;
  }

  createSalesInvoice(input: Parameters<Records['createSalesInvoice']>[0]): Promise<Paper> {
    return this.#make('sales_invoice', input, () => {
      if (input.lines.length === 0) throw new Fault('invalid', 'Nothing to bill');
      if (this.#known(this.#world.customers, input.customer).disabled)
        throw new Fault('invalid', `Customer ${input.customer} is disabled`);
      return input.lines.reduce((sum, line) => {
        const rate = line.rate ?? this.#salable(line.item).rate;
        this.#salable(line.item);
        if (rate === null) throw new Fault('invalid', `Item ${line.item} has no price`);
        return sum + rate * line.quantity;
      }, 0);
    });
  }

  cancelSalesInvoice({ key }: { key: string }): Promise<void> {
    return this.#take(key, (paper) => {
      if (this.paid.has(paper.name)) throw new Fault('conflict', `Invoice ${paper.name} is paid`);
      paper.state = 'cancelled';
    });
  }

  createTimesheet(input: Parameters<Records['createTimesheet']>[0]): Promise<Paper> {
    return this.#make('timesheet', input, () => {
      if (this.#known(this.#world.employees, input.employee).left)
        throw new Fault('invalid', `Employee ${input.employee} has left`);
      for (const log of input.logs) {
        const [from, to] = [Date.parse(log.fromTime), Date.parse(log.toTime)];
        const rival = this.#hours.find(
          (other) => other.employee === input.employee && other.from < to && from < other.to,
        );
        if (rival !== undefined) throw new Fault('conflict', 'The hours overlap others');
        this.#hours.push({ employee: input.employee, from, to, key: input.key });
      }
      return null;
    });
  }

  deleteTimesheet({ key }: { key: string }): Promise<void> {
    return this.#take(key, (paper) => {
      this.papers.splice(this.papers.indexOf(paper), 1);
      const index = this.#hours.findIndex((hours) => hours.key === key);
      if (index >= 0) this.#hours.splice(index, 1);
    });
  }

  createDeliveryNote(input: Parameters<Records['createDeliveryNote']>[0]): Promise<Paper> {
    return this.#make('delivery_note', input, () => {
      for (const line of input.lines) {
        if (!this.#salable(line.item).isStockItem) throw new Fault('invalid', `Item ${line.item} is not kept in stock`);
      }
      return null;
    });
  }

  cancelDeliveryNote({ key }: { key: string }): Promise<void> {
    return this.#take(key, (paper) => {
      paper.state = 'cancelled';
    });
  }

  createCommunication(input: Parameters<Records['createCommunication']>[0]): Promise<Paper> {
    return this.#make('communication', input, () => null);
  }

  #known<T>(all: Record<string, T>, name: string): T {
    const found = all[name];
    if (found === undefined) throw new Fault('not_found', `There is no '${name}'`);
    return found;
  }

  #salable(name: string): FakeItem {
    const item = this.#known(this.#world.items, name);
    if (item.disabled) throw new Fault('invalid', `Item ${name} is disabled`);
    return item;
  }

  // async, because refusals must reject and not throw
  async #make(
    kind: FakePaper['kind'],
    { organizationId, key }: { organizationId: string; key: string },
    check: () => number | null,
  ): Promise<Paper> {
    if (organizationId !== this.#organizationId)
      throw new Fault('not_found', `There is no organization '${organizationId}'`);
    if (this.#spent.has(key)) throw new Fault('conflict', `Step ${key} was undone`);
    const before = this.papers.find((paper) => paper.key === key);
    if (before !== undefined) return { name: before.name };
    const total = check();
    this.#made += 1;
    const name = `${kind}-${String(this.#made)}`;
    this.papers.push({ name, kind, key, state: 'submitted', total });
    return { name };
  }

  // async, because refusals must reject and not throw
  async #take(key: string, undo: (paper: FakePaper) => void): Promise<void> {
    const paper = this.papers.find((made) => made.key === key);
    if (paper !== undefined && !this.#spent.has(key)) undo(paper);
    this.#spent.add(key);
  }
}
