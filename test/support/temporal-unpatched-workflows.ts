import { version } from './temporal-versions.ts';

/** The change without a patch: what must be refused. */
export const changing = version(() => true);
