import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { z } from 'zod';

import { importGraph } from './docs/import-graph.ts';
import { namedThings, type NamedThing } from './docs/named-things.ts';
import { FOLDERS } from './folders.ts';
import { cruiseTree } from './imports/cruise-tree.ts';

const GRAPH_FILE = 'docs/architecture.md';
const GRAPH = /(<!-- graph:begin -->\n)[^]*?(\n<!-- graph:end -->)/;
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'AGENTS.md', ...globSync('docs/**/*.md').sort()];
const PLACES = [...FOLDERS, 'docs', '.github', '.husky', '.ci'];

const fileNames = new Set(globSync('{*,.*,{' + PLACES.join(',') + '}/**/*}').map((path) => basename(path)));
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const commands = readFileSync('stack/help.txt', 'utf8');

function exists({ kind, name }: NamedThing, document: string): boolean {
  switch (kind) {
    case 'link':
      return existsSync(join(dirname(document), name));
    case 'path':
      return name.includes('*') ? globSync(name).length > 0 : existsSync(name);
    case 'file':
      return fileNames.has(name);
    case 'script':
      return name in scripts;
    case 'command':
      return new RegExp(`^  ${name}\\b`, 'm').test(commands);
  }
}

/** Reports what the documents name although it does not exist, folders that the README's tree lacks, and a stale graph. */
async function checkDocs(write: boolean): Promise<string[]> {
  const problems: string[] = [];
  for (const document of DOCUMENTS) {
    const missing = namedThings(readFileSync(document, 'utf8'), PLACES).filter((thing) => !exists(thing, document));
    problems.push(
      ...missing.map(
        ({ line, kind, name }) => `${document}:${String(line)} names the ${kind} '${name}', which does not exist`,
      ),
    );
  }
  const shown = namedThings(readFileSync('README.md', 'utf8'), PLACES).map(({ name }) => name);
  const hidden = FOLDERS.filter((folder) => existsSync(folder) && !shown.includes(folder));
  problems.push(...hidden.map((folder) => `README.md: the picture of the tree lacks ${folder}/`));

  const text = readFileSync(GRAPH_FILE, 'utf8');
  const graph = importGraph((await cruiseTree('.dependency-cruiser.cjs')).modules);
  const current = text.replace(GRAPH, (_, begin: string, end: string) => `${begin}\n${graph}\n${end}`);
  if (!GRAPH.test(text)) problems.push(`${GRAPH_FILE} has no place for the import graph`);
  else if (write) writeFileSync(GRAPH_FILE, current);
  else if (current !== text)
    problems.push(`${GRAPH_FILE}: the import graph is not current. Run: node tools/check-docs.ts --write`);
  return problems;
}

const problems = await checkDocs(process.argv.includes('--write'));
process.stdout.write(
  [...problems, `${String(DOCUMENTS.length)} documents, ${String(problems.length)} problems`, ''].join('\n'),
);
process.exitCode = problems.length === 0 ? 0 : 1;
