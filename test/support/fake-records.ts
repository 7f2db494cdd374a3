import type { Paper, Records } from '../../activities/systems/records/records.ts';
import { Fault } from '../../domain/errors.ts';

interface Keyed {
  organizationId: string;
  key: string;
}

export interface FakePaper extends Keyed {
  name: string;
  kind: 'sales_invoice' | 'timesheet' | 'delivery_note' | 'communication';
  state: 'submitted' | 'cancelled';
  total: number | null;
}

interface FakeItem {
  disabled: boolean;
  isStockItem: boolean;
  rate: number | null;
}

/** What the fake system of record knows of one organization. */
export interface FakeWorld {
  customers: Record<string, { disabled: boolean }>;
  items: Record<string, FakeItem>;
  employees: Record<string, { left: boolean }>;
}

const spentKey = ({ organizationId, key }: Keyed): string => `${organizationId}\n${key}`;

/** The system of record in memory: the same rules as the real ones, as the contract suite proves, and nothing of their speed. */
export class FakeRecords implements Records {
  readonly papers: FakePaper[] = [];
  readonly paid = new Set<string>();
  readonly #worlds: Record<string, FakeWorld>;
  readonly #spent = new Set<string>();
  readonly #hours: (Keyed & { employee: string; from: number; to: number })[] = [];
  #made = 0;

  constructor(worlds: Record<string, FakeWorld>) {
    this.#worlds = worlds;
  }

  createSalesInvoice(input: Parameters<Records['createSalesInvoice']>[0]): Promise<Paper> {
    return this.#make('sales_invoice', input, ({ customers, items }) => {
      if (input.lines.length === 0) throw new Fault('invalid', 'Nothing to bill');
      if (known(customers, input.customer).disabled)
        throw new Fault('invalid', `Customer ${input.customer} is disabled`);
      return input.lines.reduce((sum, line) => {
        const rate = line.rate ?? salable(items, line.item).rate;
        salable(items, line.item);
        if (rate === null) throw new Fault('invalid', `Item ${line.item} has no price`);
        return sum + rate * line.quantity;
      }, 0);
    });
  }

  cancelSalesInvoice(input: Keyed): Promise<void> {
    return this.#take(input, (paper) => {
      if (this.paid.has(paper.name)) throw new Fault('conflict', `Invoice ${paper.name} is paid`);
      paper.state = 'cancelled';
    });
  }

  createTimesheet(input: Parameters<Records['createTimesheet']>[0]): Promise<Paper> {
    return this.#make('timesheet', input, ({ employees }) => {
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

  deleteTimesheet(input: Keyed): Promise<void> {
    return this.#take(input, (paper) => {
      this.papers.splice(this.papers.indexOf(paper), 1);
      const index = this.#hours.findIndex((hours) => isOf(hours, input));
      if (index >= 0) this.#hours.splice(index, 1);
    });
  }

  createDeliveryNote(input: Parameters<Records['createDeliveryNote']>[0]): Promise<Paper> {
    return this.#make('delivery_note', input, ({ items }) => {
      for (const line of input.lines) {
        if (!salable(items, line.item).isStockItem)
          throw new Fault('invalid', `Item ${line.item} is not kept in stock`);
      }
      return null;
    });
  }

  cancelDeliveryNote(input: Keyed): Promise<void> {
    return this.#take(input, (paper) => {
      paper.state = 'cancelled';
    });
  }

  createCommunication(input: Parameters<Records['createCommunication']>[0]): Promise<Paper> {
    return this.#make('communication', input, () => null);
  }

  // async, because refusals must reject and not throw
  async #make(kind: FakePaper['kind'], keyed: Keyed, check: (world: FakeWorld) => number | null): Promise<Paper> {
    const { organizationId, key } = keyed;
    const world = known(this.#worlds, organizationId);
    if (this.#spent.has(spentKey(keyed))) throw new Fault('conflict', `Step ${key} was undone`);
    const before = this.papers.find((paper) => isOf(paper, keyed));
    if (before !== undefined) return { name: before.name };
    const total = check(world);
    this.#made += 1;
    const name = `${kind}-${String(this.#made)}`;
    this.papers.push({ name, kind, organizationId, key, state: 'submitted', total });
    return { name };
  }

  // async, because refusals must reject and not throw
  async #take(keyed: Keyed, undo: (paper: FakePaper) => void): Promise<void> {
    const paper = this.papers.find((made) => isOf(made, keyed));
    if (paper !== undefined && !this.#spent.has(spentKey(keyed))) undo(paper);
    this.#spent.add(spentKey(keyed));
  }
}

const isOf = (one: Keyed, other: Keyed): boolean =>
  one.organizationId === other.organizationId && one.key === other.key;

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
