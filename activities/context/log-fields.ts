/** Every field that a line may have, and what it is needed for. Ids, codes, counts and durations: nothing that a person typed. */
export const LOG_FIELDS = {
  // Whose line it is.
  process: 'which program wrote the line',
  address: 'where a server of ours, or Temporal, is reached',
  signal: 'by what the process was asked to end',
  // A request.
  traceId: 'finds every line of one request, and is in its answer',
  method: 'with the route: which request it was',
  route: 'the template, never the path that was sent',
  status: 'how a request or a step ended',
  durationMs: 'how long it took',
  organizationId: 'whose request it was',
  actor: 'the membership that asked; the person behind it stands in the database only',
  key: 'the name of an API key, or a step key',
  code: 'a code of the one table of failures',
  detail: 'the sentence of a Fault, which names ids and rules only',
  // Work of Temporal.
  workflowId: 'which operation',
  runId: 'which run of it',
  workflowType: 'which workflow',
  activityId: 'which step',
  activityType: 'which verb',
  attempt: 'how often it was tried',
  taskQueue: 'who was to do it', // eslint-disable-line temporal/task-queue-constant -- this tells of the field, it names no queue
  // A reader of payloads.
  proof: 'whether a token or a session was shown',
  tokenId: 'which token, without telling it',
  namespace: 'whose payloads were read',
  payloads: 'how many',
  // A failure.
  err: 'name, code and place of an error, never its message',
  reason: 'a word for why something waits',
} as const;
export type LogField = keyof typeof LOG_FIELDS;

/** True for a name of the table above. */
export const isLogField = (name: string): name is LogField => Object.hasOwn(LOG_FIELDS, name);
