import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createOpenApi } from '../api/openapi.ts';
import { ROUTES } from '../api/routes.ts';

// Writes api/openapi.json from the routes; with --check it only says whether the committed file is current.
const path = join(import.meta.dirname, '..', 'api', 'openapi.json');
const text = `${JSON.stringify(createOpenApi(ROUTES), null, 2)}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(path, 'utf8') !== text) {
    process.stderr.write(
      'api/openapi.json is not what the routes say. Run `npm run openapi` and review the difference.\n',
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(path, text);
  process.stdout.write(`api/openapi.json describes ${String(ROUTES.length)} routes.\n`);
}
