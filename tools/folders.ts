/** The top folders that hold code; those that do not exist yet are passed over. */
export const FOLDERS = [
  'domain',
  'activities',
  'workflows',
  'temporal',
  'api',
  'workers',
  'web',
  'migrations',
  'stack',
  'bench',
  'tools',
  'test',
];
