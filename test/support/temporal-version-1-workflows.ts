import { version } from './temporal-versions.ts';

/** Before the change. */
export const changing = version(() => false);
