import { arriveJob } from '../../activities/dispatch/arrive-job.ts';
import { assignJob } from '../../activities/dispatch/assign-job.ts';
import { createJob } from '../../activities/dispatch/create-job.ts';
import { startJob } from '../../activities/dispatch/start-job.ts';
import type { Context } from '../../activities/context/context.ts';
import { withTx } from '../../activities/context/database/with-tx.ts';
import { createDocument } from '../../activities/documents/create-document.ts';
import type { job as jobDefinition, Job } from '../../domain/dispatch/job.ts';
import { jobType } from '../../domain/dispatch/job-type.ts';
import type { Values } from '../../domain/documents/define-document.ts';
import { address } from '../../domain/records/address.ts';
import { customer } from '../../domain/records/customer.ts';
import { employee } from '../../domain/records/employee.ts';
import { item } from '../../domain/records/item.ts';
import type { TestOrganization } from './organizations.ts';

/** The names of what a job links to. */
export interface Surroundings {
  customer: string;
  address: string;
  employee: string;
  jobType: string;
  /** A service, a part kept in stock, and an item that must not be billed. */
  items: { service: string; part: string; disabled: string };
}

/** A customer with an address, a technician, a job type billed at 189.00, and items. */
export function surroundings(ctx: Context, { scope }: TestOrganization): Promise<Surroundings> {
  return withTx(ctx, scope, async (tx) => {
    const served = await createDocument(tx, customer, { values: { customer_name: 'Harbor Street Bakery' } });
    const place = await createDocument(tx, address, {
      values: {
        customer: served.name,
        address_title: 'Shop',
        address_line1: '14 Harbor Street',
        city: 'Duluth',
        state: 'MN',
        postal_code: '55802',
        country: 'US',
      },
    });
    const service = await createDocument(tx, item, {
      name: 'SERVICE',
      values: { item_name: 'Service call', stock_uom: 'Nos' },
    });
    const part = await createDocument(tx, item, {
      name: 'FILTER',
      values: { item_name: 'Air filter', stock_uom: 'Nos', is_stock_item: true, standard_rate: 1_899 },
    });
    const disabled = await createDocument(tx, item, {
      name: 'OLD-SERVICE',
      values: { item_name: 'Old service', stock_uom: 'Nos', disabled: true },
    });
    const technician = await createDocument(tx, employee, { values: { employee_name: 'Luis Ferreira' } });
    const type = await createDocument(tx, jobType, {
      values: { job_type_name: 'Seasonal maintenance', billing_item: service.name, rate: 18_900 },
    });
    const items = { service: service.name, part: part.name, disabled: disabled.name };
    return { customer: served.name, address: place.name, employee: technician.name, jobType: type.name, items };
  });
}

const ARRIVED_BEFORE_MS = 90 * 60_000;

/** A job in the wanted state, reached as people reach it. The technician arrived an hour and a half ago. */
export async function aJob(
  ctx: Context,
  organization: TestOrganization,
  {
    status = 'in_progress',
    values = {},
    among,
  }: {
    status?: 'unassigned' | 'assigned' | 'arrived' | 'in_progress';
    values?: Values<typeof jobDefinition>;
    among?: Surroundings;
  } = {},
): Promise<Job> {
  const { scope } = organization;
  const world = among ?? (await surroundings(ctx, organization));
  const created = await createJob(ctx, {
    scope,
    values: {
      customer: world.customer,
      address: world.address,
      job_type: world.jobType,
      title: 'No cooling',
      scheduled_date: '2026-12-01',
      ...values,
    },
  });
  const { name } = created;
  if (status === 'unassigned') return created;
  const assigned = await assignJob(ctx, { scope, name, employee: world.employee });
  if (status === 'assigned') return assigned;
  const at = new Date(ctx.now().getTime() - ARRIVED_BEFORE_MS).toISOString();
  const arrived = await arriveJob(ctx, { scope, name, at });
  return status === 'arrived' ? arrived : startJob(ctx, { scope, name });
}
