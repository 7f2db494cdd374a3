import type { Express } from 'express';

import type { OpenApi } from '../openapi.ts';
import { mountDocsPage } from './docs-page.ts';
import { mountProblemPages } from './problem-page.ts';

/** Mounts what explains the API: its description, the page to try it on, and a page per problem code. */
export function mountPages(app: Express, openApi: OpenApi): void {
  app.get('/', (_request, response) => {
    response.redirect('/docs');
  });
  app.get('/openapi.json', (_request, response) => {
    response.json(openApi);
  });
  mountDocsPage(app);
  mountProblemPages(app);
}
