import { randomUUID } from 'node:crypto';

import type { InvoiceLine } from '../../../../activities/systems/records/records.ts';
import { adoptContract } from './adopt.contract.ts';
import type { RecordsWorld } from './records-world.ts';

const AT = { from: '2026-11-24T14:00:00.000Z', to: '2026-11-24T15:30:00.000Z' };

/** What every system of record must do, builtin, Frappe or fake. */
export function recordsContract(provider: string, setUp: () => Promise<RecordsWorld>): void {
  adoptContract(provider, setUp);

  describe(`records contract: ${provider}`, () => {
    let world: RecordsWorld;
    let key: string;
    const keyed = () => ({ organizationId: world.organizationId, key, job: world.job });
    const work = (): InvoiceLine => ({ item: world.items.service, description: 'Work', quantity: 1, rate: 18_900 });
    const invoice = (lines: InvoiceLine[] = [work()]) =>
      world.records.createSalesInvoice({ ...keyed(), customer: world.customer, project: null, lines });
    const timesheet = (range = AT, employee = world.employee) =>
      world.records.createTimesheet({
        ...keyed(),
        employee,
        logs: [{ activityType: 'Job', fromTime: range.from, toTime: range.to, hours: 1.5, project: null }],
      });
    const delivery = (item = world.items.part) =>
      world.records.createDeliveryNote({
        ...keyed(),
        customer: world.customer,
        address: null,
        project: null,
        lines: [{ item, quantity: 2 }],
      });
    const note = () =>
      world.records.createCommunication({
        ...keyed(),
        customer: world.customer,
        subject: 'Job done',
        content: 'No cooling',
        at: AT.to,
      });
    const newKey = () => {
      key = `complete-job:${world.organizationId}:${world.job}/${randomUUID()}/step`;
    };

    beforeEach(async () => {
      world = await setUp();
      newKey();
    });

    const creates = [
      ['sales_invoice', () => invoice()],
      ['timesheet', () => timesheet()],
      ['delivery_note', () => delivery()],
      ['communication', () => note()],
    ] as const;
    const undone = [
      ['sales_invoice', () => invoice(), () => world.records.cancelSalesInvoice(keyed()), ['cancelled']],
      ['timesheet', () => timesheet(), () => world.records.deleteTimesheet(keyed()), []],
      ['delivery_note', () => delivery(), () => world.records.cancelDeliveryNote(keyed()), ['cancelled']],
    ] as const;

    it.each(creates)('makes one %s for one key, however often it is asked', async (kind, create) => {
      const first = await create();
      const second = await create();
      expect(second).toEqual(first);
      expect(await world.papers(kind, key)).toEqual([{ name: first.name, state: 'submitted' }]);
    });

    it.each(creates)('makes one %s when five ask for it at once', async (kind, create) => {
      const answers = await Promise.allSettled(Array.from({ length: 5 }, create));
      const [made, ...more] = await world.papers(kind, key);
      expect(more).toEqual([]);
      // A rival may be told to come again; whoever gets an answer gets the same one.
      for (const answer of answers) {
        if (answer.status === 'fulfilled') expect(answer.value).toEqual({ name: made?.name });
        else expect(answer.reason).toMatchObject({ name: 'Fault', code: 'unavailable' });
      }
      expect(await create()).toEqual({ name: made?.name });
    });

    it.each(undone)('undoes a %s, twice like once', async (...[kind, create, undo, left]) => {
      await create();
      await undo();
      await undo();
      expect((await world.papers(kind, key)).map(({ state }) => state)).toEqual(left);
    });

    it.each(undone)(
      'undoes a %s that was never made, and makes none under that key afterwards',
      async (kind, create, undo) => {
        await undo();
        await expect(create()).rejects.toMatchObject({ code: 'conflict' });
        expect(await world.papers(kind, key)).toEqual([]);
      },
    );

    it.each(undone)(
      'refuses to make a %s again under the key of an undone one',
      async (...[kind, create, undo, left]) => {
        await create();
        await undo();
        await expect(create()).rejects.toMatchObject({ code: 'conflict' });
        expect(await world.papers(kind, key)).toHaveLength(left.length);
      },
    );

    it('bills a part at its standard rate when the line names none', async () => {
      const { name } = await invoice([
        { item: world.items.part, description: null, quantity: 2, rate: null },
        { item: world.items.part, description: null, quantity: 1, rate: 100 },
      ]);
      expect(await world.netTotal(name)).toBe(2 * 1_899 + 100);
    });

    it.each([
      [
        'an item that is disabled',
        () => invoice([{ item: world.items.disabled, description: null, quantity: 1, rate: 100 }]),
        'invalid',
      ],
      [
        'an item without any price',
        () => invoice([{ item: world.items.service, description: null, quantity: 1, rate: null }]),
        'invalid',
      ],
      [
        'an item that nobody knows',
        () => invoice([{ item: 'NO-SUCH-ITEM', description: null, quantity: 1, rate: 100 }]),
        'not_found',
      ],
      ['nothing', () => invoice([]), 'invalid'],
    ] as const)('refuses to bill %s, and makes no invoice', async (_what, create, code) => {
      await expect(create()).rejects.toMatchObject({ code });
      expect(await world.papers('sales_invoice', key)).toEqual([]);
    });

    it('refuses as misconfigured to bill an item whose account is disabled, and bills under the same key once it is enabled', async () => {
      const bill = () => invoice([{ ...work(), item: world.items.onDisabledAccount }]);
      await expect(bill()).rejects.toMatchObject({
        name: 'Fault',
        code: 'misconfigured',
        message: expect.stringMatching(/ is disabled\. Enable it, /),
      });
      expect(await world.papers('sales_invoice', key)).toEqual([]);
      await world.enableAccount();
      const { name } = await bill();
      expect(await world.papers('sales_invoice', key)).toEqual([{ name, state: 'submitted' }]);
    });

    it('refuses as misconfigured to bill an item on an account that is no income account', async () => {
      await expect(invoice([work(), { ...work(), item: world.items.onExpenseAccount }])).rejects.toMatchObject({
        name: 'Fault',
        code: 'misconfigured',
        message: expect.stringMatching(/ is an expense account\. /),
      });
      expect(await world.papers('sales_invoice', key)).toEqual([]);
    });

    it('delivers an item whose account is disabled', async () => {
      expect(await delivery(world.items.onDisabledAccount)).toHaveProperty('name');
    });

    it('refuses to bill a customer that is disabled', async () => {
      const create = world.records.createSalesInvoice({
        ...keyed(),
        customer: world.disabledCustomer,
        project: null,
        lines: [{ item: world.items.service, description: null, quantity: 1, rate: 100 }],
      });
      await expect(create).rejects.toMatchObject({ code: 'invalid' });
    });

    it('refuses to cancel an invoice on which something was paid, and leaves it submitted', async () => {
      const { name } = await invoice();
      await world.pay(name);
      await expect(world.records.cancelSalesInvoice(keyed())).rejects.toMatchObject({ code: 'conflict' });
      expect(await world.papers('sales_invoice', key)).toEqual([{ name, state: 'submitted' }]);
    });

    it('refuses hours that overlap other hours of the employee, and accepts adjoining ones', async () => {
      await timesheet();
      newKey();
      await expect(
        timesheet({ from: '2026-11-24T15:00:00.000Z', to: '2026-11-24T16:00:00.000Z' }),
      ).rejects.toMatchObject({ code: 'conflict' });
      newKey();
      await expect(timesheet({ from: AT.to, to: '2026-11-24T16:00:00.000Z' })).resolves.toHaveProperty('name');
    });

    it('frees the time of a timesheet that was undone', async () => {
      await timesheet();
      await world.records.deleteTimesheet(keyed());
      newKey();
      await expect(timesheet()).resolves.toHaveProperty('name');
    });

    it('books overlapping hours once when two jobs ask at the same time', async () => {
      const book = () => {
        newKey();
        return timesheet();
      };
      const answers = await Promise.allSettled([book(), book(), book()]);
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('refuses hours of somebody who left', async () => {
      await expect(timesheet(AT, world.employeeWhoLeft)).rejects.toMatchObject({ code: 'invalid' });
    });

    it('refuses to deliver an item that is not kept in stock', async () => {
      await expect(delivery(world.items.service)).rejects.toMatchObject({ code: 'invalid' });
      expect(await world.papers('delivery_note', key)).toEqual([]);
    });

    it('knows nothing of another organization', async () => {
      const { name } = await invoice();
      const other = { ...keyed(), organizationId: world.otherOrganizationId };
      await expect(
        world.records.createSalesInvoice({ ...other, customer: world.customer, project: null, lines: [work()] }),
      ).rejects.toMatchObject({ code: 'not_found' });
      await world.records.cancelSalesInvoice(other);
      expect(await world.papers('sales_invoice', key)).toEqual([{ name, state: 'submitted' }]);
    });
  });
}
