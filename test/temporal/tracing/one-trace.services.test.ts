import { historyToJSON, type History } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime } from '@temporalio/worker';

import { operationWorkflowId } from '../../../temporal/workflow-ids.ts';
import { createTemporalClient } from '../../../temporal/client.ts';
import { startApi } from '../../support/api-process.ts';
import { testContext } from '../../support/context.ts';
import { aJob, surroundings } from '../../support/jobs.ts';
import { aKey, anOrganization } from '../../support/organizations.ts';
import { testPayloadKeys } from '../../support/payload-keys.ts';
import { receiveSpans, type ReceivedSpan } from '../../support/span-receiver.ts';
import { replay } from '../../support/temporal-replay.ts';
import { aNamespace, startWorker } from '../../support/worker-process.ts';

const ctx = testContext();
const CANARY = 'kestrel';
const LONG_MS = 120_000;

/** Completes one job through an API and a worker of their own, traced or not, and answers all that was seen of it. */
async function completeOneJob({ traced }: { traced: boolean }) {
  const collector = await receiveSpans();
  const env: Record<string, string> = traced ? { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint } : {};
  const namespace = await aNamespace();
  const [api, worker] = await Promise.all([startApi({ namespace, env }), startWorker({ namespace, env })]);
  const organization = await anOrganization(ctx);
  const job = await aJob(ctx, organization, { among: await surroundings(ctx, organization) });
  const secret = await aKey(ctx, organization);
  const answer = await fetch(`${api.url}/v1/jobs/${job.name}/complete`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', prefer: 'wait=30' },
    body: JSON.stringify({ technician_notes: `${CANARY} in the notes` }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  const refusal = await fetch(`${api.url}/v1/jobs/${CANARY}`, { headers: { authorization: `Bearer ${secret}` } });
  const problem: unknown = await refusal.json();
  await fetch(`${api.url}/livez`);

  const client = createTemporalClient({
    address: ctx.config.TEMPORAL_ADDRESS,
    namespace,
    payloadKeys: testPayloadKeys(),
  });
  const workflowId = operationWorkflowId('complete-job', { organizationId: job.organization_id, name: job.name });
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  await client.connection.close();
  // What is left is sent at the end.
  await Promise.all([api.stop(), worker.stop()]);
  collector.close();
  return { answer, problem, history, secret, lines: api.lines, spans: collector.spans, bodies: collector.bodies };
}

const hasTraceHeader = (history: History): boolean => historyToJSON(history).includes('_tracer-data');

async function differences(history: History, { traced }: { traced: boolean }): Promise<(string | undefined)[]> {
  const results = await replay({ workflows: 'workflows/all.ts', histories: [{ workflowId: 'it', history }], traced });
  return results.map(({ error }) => error?.message);
}

beforeAll(() => {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
  });
});
afterAll(() => Runtime.instance().shutdown());

describe('with an endpoint for spans', () => {
  it(
    'a request, the operation that it starts and every step of it are one trace',
    async () => {
      const { answer, problem, history, secret, lines, spans, bodies } = await completeOneJob({ traced: true });
      expect(answer.status).toBe(200);

      const request = spans.find(({ name }) => name === 'POST /v1/jobs/{name}/complete');
      const trace = spans.filter(({ traceId }) => traceId === request?.traceId);
      const named = (name: string): ReceivedSpan | undefined => trace.find((span) => span.name === name);
      expect(request).toMatchObject({
        service: 'dartwing-api',
        attributes: expect.arrayContaining([
          { key: 'http.route', value: { stringValue: '/v1/jobs/{name}/complete' } },
          { key: 'http.response.status_code', value: { intValue: 200 } },
        ]),
      });
      const start = named('StartWorkflow:completeJob');
      const run = named('RunWorkflow:completeJob');
      expect(start?.parentSpanId).toBe(request?.spanId);
      expect(run).toMatchObject({ service: 'dartwing-worker', parentSpanId: start?.spanId });
      for (const activity of [
        'closeJob',
        'createJobInvoice',
        'createJobTimesheet',
        'recordJobActivity',
        'recordOperation',
      ]) {
        const scheduled = named(`StartActivity:${activity}`);
        expect(scheduled?.parentSpanId).toBe(run?.spanId);
        expect(named(`RunActivity:${activity}`)).toMatchObject({
          service: 'dartwing-worker',
          parentSpanId: scheduled?.spanId,
        });
      }
      expect(spans.filter(({ name }) => name.includes('livez'))).toEqual([]);

      // The same id stands in the log, in the answer and in problem documents.
      expect(answer.headers.get('x-request-id')).toBe(request?.traceId);
      expect(lines.find((line) => line.includes(request?.traceId ?? '?'))).toContain('/v1/jobs/{name}/complete');
      expect(spans.map(({ traceId }) => traceId)).toContain(
        Object.entries(problem ?? {}).find(([key]) => key === 'traceId')?.[1],
      );

      const seen = bodies.join();
      for (const secretWord of [CANARY, secret, 'Harbor Street', 'Luis Ferreira', 'MEM-'])
        expect(seen).not.toContain(secretWord);

      expect(hasTraceHeader(history)).toBe(true);
      expect(historyToJSON(history)).not.toContain(CANARY);
      expect(await differences(history, { traced: false })).toEqual([undefined]);
      expect(await differences(history, { traced: true })).toEqual([undefined]);
    },
    LONG_MS,
  );
});

describe('without one', () => {
  it(
    'nothing is sent, no header is written, and the run replays traced all the same',
    async () => {
      const { answer, history, spans } = await completeOneJob({ traced: false });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-/);
      expect(spans).toEqual([]);
      expect(hasTraceHeader(history)).toBe(false);
      expect(await differences(history, { traced: true })).toEqual([undefined]);
    },
    LONG_MS,
  );
});
