import { isGrpcServiceError, NamespaceNotFoundError, ServiceError, type Client } from '@temporalio/client';

import { Fault } from '../domain/errors.ts';

const PATIENCE_MS = 5_000;
const RETRY_AFTER_SECONDS = 5;
/** The server refuses for good: INVALID_ARGUMENT, PERMISSION_DENIED, UNIMPLEMENTED, UNAUTHENTICATED of gRPC. */
const REFUSALS = new Set([3, 7, 12, 16]);

/**
 * Asks Temporal, for five seconds at most unless told otherwise. Throws `unavailable` when no answer comes: a start that was
 * asked for may then have happened, and asking again joins it. Throws `misconfigured` when the server refuses to be asked. Other
 * errors pass.
 */
export async function askTemporal<T>(client: Client, ask: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  try {
    return await client.withDeadline(Date.now() + patienceMs, ask);
  } catch (error) {
    throw temporalFault(error) ?? error;
  }
}

/** A failure to reach Temporal, or to be served by it, as the fault that callers know; undefined for everything else. */
export function temporalFault(error: unknown): Fault | undefined {
  const cause = error instanceof ServiceError ? error.cause : error;
  const refused = isGrpcServiceError(cause) && REFUSALS.has(cause.code);
  if (refused || error instanceof NamespaceNotFoundError) {
    const fault = new Fault(
      'misconfigured',
      'Temporal refuses requests. Check TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.',
    );
    return Object.assign(fault, { cause });
  }
  if (!isGrpcServiceError(cause) && !(error instanceof ServiceError)) return undefined;
  const fault = new Fault(
    'unavailable',
    'Temporal, which carries out operations, cannot be reached. Repeat the request.',
    {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    },
  );
  return Object.assign(fault, { cause });
}
