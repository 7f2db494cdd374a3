import { COMPLETE_JOB } from '../../domain/dispatch/complete-job.ts';
import type { Job } from '../../domain/dispatch/job.ts';
import { isOpen } from '../../domain/operation.ts';
import type { Tx } from '../context/database/tx.ts';
import { findOperation } from '../documents/find-operation.ts';

/** An accepted completion is started, and its start noted, within this time, or the one who asked was told to ask again. */
const START_WINDOW_MS = 60_000;

/** True while a run completes the locked job, and from the acceptance on until that run is known. */
export async function completionUnderWay(tx: Tx, job: Job): Promise<boolean> {
  const accepted = job.completion_requested_at;
  if (accepted !== null && Date.parse(tx.at) - Date.parse(accepted) < START_WINDOW_MS) return true;
  const newest = await findOperation(tx, { ...COMPLETE_JOB, name: job.name });
  return newest !== undefined && isOpen(newest.status);
}
