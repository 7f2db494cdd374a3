import type { Client } from '@temporalio/client';
import type { Express } from 'express';

import { createApp } from '../../api/app.ts';
import { createTemporalClient } from '../../temporal/client.ts';
import { testApi } from './api.ts';
import { aNamespace, startWorker, type WorkerProcess } from './worker-process.ts';

const START_MS = 120_000;

interface Running {
  readonly app: Express;
  readonly temporal: Client;
  readonly worker: WorkerProcess | undefined;
}

/** The API with a Temporal namespace of its own, and a worker unless it is to be without. Started before the tests of a file. */
export function testApiWithOperations({ worker: wanted }: { worker: boolean }) {
  const { ctx, lines } = testApi();
  let running: Running | undefined;
  beforeAll(async () => {
    const namespace = await aNamespace();
    const temporal = createTemporalClient({
      address: ctx.config.TEMPORAL_ADDRESS,
      namespace,
      payloadKeys: ctx.config.TEMPORAL_PAYLOAD_KEYS,
    });
    const worker = wanted ? await startWorker({ namespace }) : undefined;
    running = { app: createApp(ctx, temporal), temporal, worker };
  }, START_MS);
  afterAll(async () => {
    await running?.worker?.stop();
    await running?.temporal.connection.close();
  }, START_MS);
  return {
    ctx,
    lines,
    started: (): Running => {
      if (running === undefined) throw new Error('The API is started before the tests, not while they are collected');
      return running;
    },
  };
}
