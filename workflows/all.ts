export { completeJob } from './dispatch/complete-job.ts';
export { healOperations } from './operations/heal-operations.ts';
