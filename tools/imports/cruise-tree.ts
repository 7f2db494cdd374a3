import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

import { FOLDERS } from '../folders.ts';

/** Follows the imports of the tree in the current folder under the rules of one configuration file. */
export async function cruiseTree(configuration: string): Promise<ICruiseResult> {
  const options = await extractOptions(resolve(configuration));
  const folders = FOLDERS.filter((folder) => existsSync(folder));
  const { output } = await cruise(folders, options, {}, { tsConfig: extractTsConfig('tsconfig.json') });
  if (typeof output === 'string') throw new Error(`The dependency cruiser answered in words: ${output}`);
  return output;
}
