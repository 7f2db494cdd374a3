import { randomUUID } from 'node:crypto';

import type { PaperKind, RecordsWorld } from './records-world.ts';

const AT = { from: '2026-11-24T14:00:00.000Z', to: '2026-11-24T15:30:00.000Z' };

/** What every system of record must do about a paper that a person found or made by hand. */
export function adoptContract(provider: string, setUp: () => Promise<RecordsWorld>): void {
  describe(`records contract of adopting: ${provider}`, () => {
    let world: RecordsWorld;
    let key: string;
    const newKey = () => `complete-job:${world.organizationId}:${world.job}/${randomUUID()}/step`;
    const keyed = () => ({ organizationId: world.organizationId, key, job: world.job });

    beforeEach(async () => {
      world = await setUp();
      key = newKey();
    });

    const work = () => ({ item: world.items.service, description: 'Work', quantity: 1, rate: 18_900 });
    const log = { activityType: 'Job', fromTime: AT.from, toTime: AT.to, hours: 1.5, project: null };
    const verbs = {
      sales_invoice: {
        of: () => world.customer,
        somebodyElse: () => world.disabledCustomer,
        adopt: (name: string, over = {}) =>
          world.records.adoptSalesInvoice({ ...keyed(), customer: world.customer, ...over, name }),
        create: () =>
          world.records.createSalesInvoice({ ...keyed(), customer: world.customer, project: null, lines: [work()] }),
        undo: () => world.records.cancelSalesInvoice(keyed()),
        left: ['cancelled'],
      },
      timesheet: {
        of: () => world.employee,
        somebodyElse: () => world.employeeWhoLeft,
        adopt: (name: string, over = {}) =>
          world.records.adoptTimesheet({ ...keyed(), employee: world.employee, ...over, name }),
        create: () => world.records.createTimesheet({ ...keyed(), employee: world.employee, logs: [log] }),
        undo: () => world.records.deleteTimesheet(keyed()),
        left: [],
      },
      delivery_note: {
        of: () => world.customer,
        somebodyElse: () => world.disabledCustomer,
        adopt: (name: string, over = {}) =>
          world.records.adoptDeliveryNote({ ...keyed(), customer: world.customer, ...over, name }),
        create: () =>
          world.records.createDeliveryNote({
            ...keyed(),
            customer: world.customer,
            address: null,
            project: null,
            lines: [{ item: world.items.part, quantity: 2 }],
          }),
        undo: () => world.records.cancelDeliveryNote(keyed()),
        left: ['cancelled'],
      },
    };
    const found = (kind: PaperKind, over: Partial<Parameters<RecordsWorld['byHand']>[1]> = {}) =>
      world.byHand(kind, { of: verbs[kind].of(), job: null, state: 'submitted', ...over });

    describe.each(['sales_invoice', 'timesheet', 'delivery_note'] as const)('a %s', (kind) => {
      const { adopt, create, undo, left, somebodyElse } = verbs[kind];

      it('becomes that of the step and of the job, twice like once', async () => {
        const name = await found(kind);
        expect(await adopt(name)).toEqual({ name });
        expect(await adopt(name)).toEqual({ name });
        expect(await world.papers(kind, key)).toEqual([{ name, state: 'submitted' }]);
        expect(await world.jobOf(kind, name)).toBe(world.job);
      });

      it('that names the job already is taken too', async () => {
        const name = await found(kind, { job: world.job });
        expect(await adopt(name)).toEqual({ name });
      });

      it('that the step made itself, and nobody was told, is its own', async () => {
        const { name } = await create();
        expect(await adopt(name)).toEqual({ name });
        expect(await world.papers(kind, key)).toEqual([{ name, state: 'submitted' }]);
      });

      it('is what a create that arrives late answers', async () => {
        const name = await found(kind);
        await adopt(name);
        expect(await create()).toEqual({ name });
        expect(await world.papers(kind, key)).toEqual([{ name, state: 'submitted' }]);
      });

      it('is undone like one that the step made, and the key is spent', async () => {
        const name = await found(kind);
        await adopt(name);
        await undo();
        await undo();
        expect((await world.papers(kind, key)).map(({ state }) => state)).toEqual(left);
        await expect(adopt(name)).rejects.toMatchObject({ code: 'conflict' });
        await expect(create()).rejects.toMatchObject({ code: 'conflict' });
      });

      it('is not touched by an undo that came before', async () => {
        const name = await found(kind);
        await undo();
        await expect(adopt(name)).rejects.toMatchObject({ code: 'conflict' });
        expect(await world.papers(kind, key)).toEqual([]);
        expect(await world.jobOf(kind, name)).toBeNull();
      });

      it('is not taken beside another one that the step has', async () => {
        const { name } = await create();
        const second = await found(kind);
        await expect(adopt(second)).rejects.toMatchObject({ code: 'conflict' });
        expect(await world.papers(kind, key)).toEqual([{ name, state: 'submitted' }]);
        expect(await world.jobOf(kind, second)).toBeNull();
      });

      it.each([
        ['a draft', async () => found(kind, { state: 'draft' }), 'conflict', /is a draft/],
        ['cancelled', async () => found(kind, { state: 'cancelled' }), 'conflict', /is cancelled/],
        ["somebody else's", async () => found(kind, { of: somebodyElse() }), 'conflict', /Name one of/],
        ['of another job', async () => found(kind, { job: await world.otherJob() }), 'conflict', /belongs to job/],
        ['of no known name', async () => 'NO-SUCH-PAPER', 'not_found', /There is no/],
      ])('that is %s is refused, and the key stays free', async (...[, find, code, sentence]) => {
        const name = await find();
        await expect(adopt(name)).rejects.toMatchObject({
          name: 'Fault',
          code,
          message: expect.stringMatching(sentence),
        });
        expect(await world.papers(kind, key)).toEqual([]);
        const other = await found(kind);
        expect(await adopt(other)).toEqual({ name: other });
      });

      it('of another step is refused, whether it was made or adopted there', async () => {
        const made = (await create()).name;
        key = newKey();
        await expect(adopt(made)).rejects.toMatchObject({ code: 'conflict' });
        const adopted = await found(kind);
        await adopt(adopted);
        key = newKey();
        await expect(adopt(adopted)).rejects.toMatchObject({ code: 'conflict' });
        expect(await world.papers(kind, key)).toEqual([]);
      });

      it('is taken once by five attempts at once, and all who get an answer get the same', async () => {
        const name = await found(kind);
        const answers = await Promise.allSettled(Array.from({ length: 5 }, () => adopt(name)));
        for (const answer of answers) {
          if (answer.status === 'fulfilled') expect(answer.value).toEqual({ name });
          else expect(answer.reason).toMatchObject({ name: 'Fault', code: 'unavailable' });
        }
        expect(await adopt(name)).toEqual({ name });
        expect(await world.papers(kind, key)).toEqual([{ name, state: 'submitted' }]);
      });

      it('goes to one of two steps that want it at once', async () => {
        const name = await found(kind);
        const keys = [newKey(), newKey()];
        const answers = await Promise.allSettled(keys.map((other) => adopt(name, { key: other })));
        expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        const papers = await Promise.all(keys.map((other) => world.papers(kind, other)));
        expect(papers.flat()).toEqual([{ name, state: 'submitted' }]);
      });

      it('and one that the step makes at the same time never stand both under its key', async () => {
        const name = await found(kind);
        const [adopting, creating] = await Promise.allSettled([adopt(name), create()]);
        const [standing, ...more] = await world.papers(kind, key);
        expect(more).toEqual([]);
        for (const answer of [adopting, creating]) {
          if (answer.status === 'fulfilled') expect(answer.value).toEqual({ name: standing?.name });
          else expect(answer.reason).toMatchObject({ name: 'Fault' });
        }
        expect(await create()).toEqual({ name: standing?.name });
      });

      it('does not stay with a step that is undone at the same time', async () => {
        const name = await found(kind);
        await Promise.allSettled([adopt(name), undo()]);
        await undo();
        await expect(adopt(name)).rejects.toMatchObject({ code: 'conflict' });
        expect((await world.papers(kind, key)).filter(({ state }) => state === 'submitted')).toEqual([]);
      });

      it('of this organization is not there for another one', async () => {
        const name = await found(kind);
        await expect(adopt(name, { organizationId: world.otherOrganizationId })).rejects.toMatchObject({
          code: 'not_found',
        });
        expect(await world.jobOf(kind, name)).toBeNull();
      });
    });

    it('does not cancel an adopted invoice on which something was paid', async () => {
      const name = await found('sales_invoice');
      await verbs.sales_invoice.adopt(name);
      await world.pay(name);
      await expect(verbs.sales_invoice.undo()).rejects.toMatchObject({ code: 'conflict' });
      expect(await world.papers('sales_invoice', key)).toEqual([{ name, state: 'submitted' }]);
    });
  });
}
