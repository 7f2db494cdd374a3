import request from 'supertest';

import { createApp } from '../../../api/app.ts';
import { contextWithoutSystems } from '../../support/api-context.ts';

const { ctx, temporal } = contextWithoutSystems();
const app = createApp(ctx, temporal);

test('leads from the root to the page', async () => {
  const response = await request(app).get('/');
  expect([response.status, response.get('Location')]).toEqual([302, '/docs']);
});

test('is served whole from our own origin', async () => {
  const page = await request(app).get('/docs');
  expect(page.type).toBe('text/html');
  const addresses = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
  expect(addresses).toEqual(['/openapi.json', '/docs/scalar.js', '/docs/start.js']);
  for (const address of addresses)
    expect(
      (
        await request(app)
          .get(address ?? '')
          .buffer(false)
      ).status,
    ).toBe(200);
});

test('may ask nothing of any other origin', async () => {
  const policy = (await request(app).get('/docs')).get('Content-Security-Policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
});

test('asks for no fonts, no telemetry and no assistant', async () => {
  const start = (await request(app).get('/docs/start.js')).text;
  expect(start).toContain('withDefaultFonts: false');
  expect(start).toContain('telemetry: false');
  expect(start).toContain("url: '/openapi.json'");
});

test('serves no other file of the package', async () => {
  for (const path of [
    '/docs/standalone.js',
    '/docs/../package.json',
    '/docs/%2e%2e/package.json',
    '/docs/scalar.js.map',
  ]) {
    expect((await request(app).get(path)).status).toBe(404);
  }
});
