import type { Express } from 'express';

import { Fault } from '../../domain/errors.ts';
import { problemText } from './problem-texts.ts';

/** Mounts the pages that the `type` of a problem document points to. */
export function mountProblemPages(app: Express): void {
  app.get('/problems/:code', (request, response) => {
    const { code } = request.params;
    const text = problemText(code);
    if (text === undefined) throw new Fault('not_found', 'There is no problem with this code.');
    response.type('html').send(`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>${text.title}</title></head>
  <body>
    <h1>${text.title}</h1>
    <p>Code <code>${code}</code>, answered with status ${text.statuses}.</p>
    <h2>What it means</h2>
    <p>${text.meaning}</p>
    <h2>What to do</h2>
    <p>${text.remedy}</p>
  </body>
</html>
`);
  });
}
