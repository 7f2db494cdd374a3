import { deprecatePatch } from '@temporalio/workflow';

import { NOTE_AFTER_CLOSE, version } from './temporal-versions.ts';

/** Once every run that began before the change has ended: the old way is gone, the mark in histories is still known. */
export const changing = version(() => {
  deprecatePatch(NOTE_AFTER_CLOSE);
  return true;
});
