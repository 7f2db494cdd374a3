import request from 'supertest';

import { createApp } from '../../../api/app.ts';
import { FAULTS } from '../../../domain/errors.ts';
import { contextWithoutSystems } from '../../support/api-context.ts';
import { problemOf } from '../../support/api-client.ts';

const { ctx, temporal } = contextWithoutSystems();
const app = createApp(ctx, temporal);

test.each([...Object.keys(FAULTS), 'internal'])('explains %s', async (code) => {
  const response = await request(app).get(`/problems/${code}`);
  expect([response.status, response.type]).toEqual([200, 'text/html']);
  expect(response.text).toContain('What to do');
});

test.each(['none', 'toString', '__proto__', '<script>'])('knows no problem %s', async (code) => {
  const problem = problemOf(await request(app).get(`/problems/${encodeURIComponent(code)}`));
  expect(problem.code).toBe('not_found');
});
