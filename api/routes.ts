import { arriveJobRoute } from './dispatch/arrive-job.ts';
import { assignJobRoute } from './dispatch/assign-job.ts';
import { completeJobRoute } from './dispatch/complete-job.ts';
import { createJobRoute } from './dispatch/create-job.ts';
import { getJobRoute } from './dispatch/get-job.ts';
import { listJobsRoute } from './dispatch/list-jobs.ts';
import { startJobRoute } from './dispatch/start-job.ts';
import { updateJobRoute } from './dispatch/update-job.ts';
import { livezRoute } from './health/livez.ts';
import { readyzRoute } from './health/readyz.ts';
import type { Route } from './http/route.ts';
import { followOperationRoute } from './operations/follow-operation.ts';
import { getOperationRoute } from './operations/get-operation.ts';
import { listOperationsRoute } from './operations/list-operations.ts';
import { createApiKeyRoute } from './people/create-api-key.ts';
import { listApiKeysRoute } from './people/list-api-keys.ts';
import { revokeApiKeyRoute } from './people/revoke-api-key.ts';

/** Every route there is, in the order of the API page. */
export const ROUTES: readonly Route[] = [
  createJobRoute,
  listJobsRoute,
  getJobRoute,
  updateJobRoute,
  assignJobRoute,
  arriveJobRoute,
  startJobRoute,
  completeJobRoute,
  listOperationsRoute,
  getOperationRoute,
  followOperationRoute,
  createApiKeyRoute,
  listApiKeysRoute,
  revokeApiKeyRoute,
  livezRoute,
  readyzRoute,
];
