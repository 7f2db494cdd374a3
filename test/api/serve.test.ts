import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';

import { serveApi } from '../../api/serve.ts';
import { contextWithoutSystems } from '../support/api-context.ts';

const { ctx, temporal } = contextWithoutSystems({ API_PORT: '0' });

const answerOf = (address: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(address, { agent: false }, resolve).on('error', reject);
  });

test('serves on a free port until it is closed, also while other systems are away', async () => {
  const api = await serveApi(ctx, temporal);
  const answer = await answerOf(`${api.address}/livez`);
  answer.resume();
  expect(answer.statusCode).toBe(200);
  const startedAtMs = performance.now();
  await api.close();
  expect(performance.now() - startedAtMs).toBeLessThan(10_000);
  await expect(answerOf(`${api.address}/livez`)).rejects.toThrow('ECONNREFUSED');
});

test('fails where the port is taken', async () => {
  const api = await serveApi(ctx, temporal);
  const config = { ...ctx.config, API_PORT: Number(new URL(api.address).port) };
  await expect(serveApi({ ...ctx, config }, temporal)).rejects.toThrow('EADDRINUSE');
  await api.close();
});

test('answers what is not HTTP with 400 and closes', async () => {
  const api = await serveApi(ctx, temporal);
  const socket = connect(Number(new URL(api.address).port), '127.0.0.1');
  socket.end('GET /livez HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'close');
  expect(Buffer.concat(chunks).toString('utf8')).toMatch(/^HTTP\/1\.1 400 /);
  await api.close();
});
