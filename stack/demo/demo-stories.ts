import { STOCK_ITEM, type DemoCompany } from './load-company.ts';
import type { RepairableWork } from './load-disabled-account.ts';
import type { Repair } from './repair.ts';

export interface DemoStory {
  /** Under which it is kept what was done already. */
  kept: 'completed' | 'refused' | 'repaired';
  title: string;
  jobType: string;
  technician: string;
  parts: { item: string; quantity: number; source: 'van' | 'stock' }[];
  ends: 'completed' | 'compensated';
  /** What is done when it waits for a person on its way. */
  repair?: Repair;
  moral: string;
}

/** The stories of the demo: a job that is billed, one whose billing is refused, and one whose billing waits for a person. */
export function demoStories({ jobTypes, technicians, repairable }: DemoCompany): DemoStory[] {
  const [luis = '', mara = ''] = technicians;
  return [
    {
      kept: 'completed',
      title: 'Autumn maintenance of the oven hall',
      jobType: jobTypes.billed,
      technician: luis,
      parts: [{ item: STOCK_ITEM, quantity: 2, source: 'stock' }],
      ends: 'completed',
      moral: 'completed, billed, hours booked, stock parts delivered',
    },
    {
      kept: 'refused',
      title: 'Tune-up of the shop unit',
      jobType: jobTypes.refused,
      technician: mara,
      parts: [],
      ends: 'compensated',
      moral: 'its billing item is disabled, so everything was undone',
    },
    ...(repairable === undefined ? [] : [repairedStory(repairable, mara)]),
  ];
}

const repairedStory = ({ account, jobType }: RepairableWork, technician: string): DemoStory => ({
  kept: 'repaired',
  title: 'Duct cleaning of the sales room',
  jobType,
  technician,
  parts: [],
  ends: 'completed',
  repair: { account, step: 'invoice', note: 'The account is enabled again.' },
  moral: 'its income account was disabled, so it waited for a person; repaired, the same operation completed',
});
