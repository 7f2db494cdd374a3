import {
  createDispatchCoreActivities,
  createDispatchRecordsActivities,
} from '../../../activities/dispatch/activities.ts';
import { getDocument } from '../../../activities/documents/get-document.ts';
import { job as definition } from '../../../domain/dispatch/job.ts';
import { changesOf } from '../../support/changes.ts';
import { testContext } from '../../support/context.ts';
import { aJob } from '../../support/jobs.ts';
import { anOrganization } from '../../support/organizations.ts';
import { aRun } from '../../support/steps.ts';

const ctx = testContext();
const steps = { ...createDispatchCoreActivities(ctx), ...createDispatchRecordsActivities(ctx) };
const ROUNDS = 5;

describe('four attempts of one step at once', () => {
  it.each([
    ['closeJob', null, ['update dispatch_job']],
    ['createJobInvoice', 'sales_invoice', ['create sales_invoice', 'submit sales_invoice', 'update dispatch_job']],
    ['createJobTimesheet', 'timesheet', ['create timesheet', 'submit timesheet', 'update dispatch_job']],
    ['createJobDeliveryNote', 'delivery_note', ['create delivery_note', 'submit delivery_note', 'update dispatch_job']],
  ] as const)('of %s answer the same, or are told to come again, and it happens once', async (verb, paper, effects) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const organization = await anOrganization(ctx);
      const job = await aJob(ctx, organization, {
        values: { parts_used: [{ item: 'FILTER', quantity: 2, source: 'stock' }] },
      });
      const input = aRun(job);
      if (verb !== 'closeJob') await steps.closeJob(input('close'));
      const before = (await changesOf(ctx, organization.organizationId)).length;

      const attempt = () => steps[verb](input('step'));
      const attempts = await Promise.allSettled([attempt(), attempt(), attempt(), attempt()]);
      const settled = await attempt();
      for (const one of attempts) {
        if (one.status === 'fulfilled') expect(one.value).toEqual(settled);
        else expect(one.reason).toMatchObject({ name: 'Fault', code: 'unavailable' });
      }

      const changes = (await changesOf(ctx, organization.organizationId)).slice(before);
      expect(changes.map(({ operation, doctype }) => `${operation} ${doctype}`)).toEqual(effects);
      const after = await getDocument(ctx, { scope: organization.scope, definition, name: job.name });
      expect(after.status).toBe('completed');
      if (paper !== null) expect(settled).toEqual({ name: after[paper] });
    }
  });
});
