import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { Express } from 'express';

import { securePage } from '../http/security-headers.ts';

const entry = createRequire(import.meta.url).resolve('@scalar/api-reference');
const SCRIPT_FOLDER = join(entry, '..', 'browser');

// No fonts, telemetry, proxy or assistant: nothing on the page asks any address but ours.
const START = `Scalar.createApiReference('#reference', {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  authentication: { preferredSecurityScheme: 'apiKey' },
});
`;

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Dartwing API</title>
  </head>
  <body>
    <div id="reference"></div>
    <noscript>This page needs JavaScript. The same description is at <a href="/openapi.json">/openapi.json</a>.</noscript>
    <script src="/docs/scalar.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

/** Mounts the page on which the API can be read and tried, served whole from our own origin. */
export function mountDocsPage(app: Express): void {
  app.get('/docs', securePage(), (_request, response) => {
    response.type('html').send(PAGE);
  });
  app.get('/docs/start.js', (_request, response) => {
    response.type('js').send(START);
  });
  app.get('/docs/scalar.js', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=3600');
    response.sendFile('standalone.js', { root: SCRIPT_FOLDER });
  });
}
