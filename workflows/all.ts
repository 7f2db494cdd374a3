export { completeJob } from './dispatch/complete-job.ts';
