import { STOCK_ITEM, type DemoCompany } from './load-company.ts';

export interface DemoStory {
  /** Under which it is kept what was done already. */
  kept: 'completed' | 'refused';
  title: string;
  jobType: string;
  technician: string;
  parts: { item: string; quantity: number; source: 'van' | 'stock' }[];
  ends: 'completed' | 'compensated';
  moral: string;
}

/** The two stories of the demo: a job that is billed, and one whose billing is refused. */
export function demoStories({ jobTypes, technicians }: DemoCompany): DemoStory[] {
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
  ];
}
