import { patched } from '@temporalio/workflow';

import { NOTE_AFTER_CLOSE, version } from './temporal-versions.ts';

/** With the change: runs that began before it go on as they began. */
export const changing = version(() => patched(NOTE_AFTER_CLOSE));
