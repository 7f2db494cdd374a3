import { arriveJobRoute } from './dispatch/arrive-job.ts';
import { assignJobRoute } from './dispatch/assign-job.ts';
import { completeJobRoute } from './dispatch/complete-job.ts';
import { createJobRoute } from './dispatch/create-job.ts';
import { getJobRoute } from './dispatch/get-job.ts';
import { listJobCommentsRoute } from './dispatch/list-job-comments.ts';
import { listJobsRoute } from './dispatch/list-jobs.ts';
import { startJobRoute } from './dispatch/start-job.ts';
import { updateJobRoute } from './dispatch/update-job.ts';
import { livezRoute } from './health/livez.ts';
import { readyzRoute } from './health/readyz.ts';
import type { Route } from './http/route.ts';
import { cancelOperationRoute } from './operations/cancel-operation.ts';
import { decideOperationRoute } from './operations/decide-operation.ts';
import { decideOperationsRoute } from './operations/decide-operations.ts';
import { followOperationRoute } from './operations/follow-operation.ts';
import { getOperationRoute } from './operations/get-operation.ts';
import { getFiguresRoute } from './operations/get-figures.ts';
import { listFailuresRoute } from './operations/list-failures.ts';
import { listOperationsRoute } from './operations/list-operations.ts';
import { resolveOperationRoute } from './operations/resolve-operation.ts';
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
  listJobCommentsRoute,
  listOperationsRoute,
  listFailuresRoute,
  getFiguresRoute,
  getOperationRoute,
  followOperationRoute,
  decideOperationRoute,
  cancelOperationRoute,
  resolveOperationRoute,
  decideOperationsRoute,
  createApiKeyRoute,
  listApiKeysRoute,
  revokeApiKeyRoute,
  livezRoute,
  readyzRoute,
];
