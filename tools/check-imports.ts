import { relative } from 'node:path';

import { cruiseTree } from './imports/cruise-tree.ts';

const PASSES = ['.dependency-cruiser.cjs', '.dependency-cruiser.runtime.cjs'];

/** Prints every import that a rule forbids, as written and as loaded at run time; says whether there was none. */
async function checkImports(): Promise<boolean> {
  const offences = new Set<string>();
  let modules = 0;
  for (const pass of PASSES) {
    const { summary } = await cruiseTree(pass);
    modules ||= summary.totalCruised;
    for (const { rule, from, to, via } of summary.violations) {
      const way = via === undefined ? '' : ` (by ${via.map(({ name }) => name).join(', ')})`;
      offences.add(`${rule.name}: ${from} → ${relative('.', to)}${way}`);
    }
  }
  process.stdout.write(
    [...offences, `${String(modules)} modules, ${String(offences.size)} forbidden imports`, ''].join('\n'),
  );
  return offences.size === 0;
}

process.exitCode = (await checkImports()) ? 0 : 1;
