import { FOLDERS } from '../folders.ts';

/** What looks at the tree from outside would only draw arrows to everything. */
const SHOWN = FOLDERS.filter((folder) => folder !== 'tools' && folder !== 'test');

const folderOf = (path: string): string | undefined => SHOWN.find((folder) => path.startsWith(`${folder}/`));

interface CruisedModule {
  source: string;
  dependencies: { resolved: string; dependencyTypes: string[] }[];
}

/** The imports between the top folders as a Mermaid picture: a dotted arrow is an import of types only. */
export function importGraph(modules: CruisedModule[]): string {
  const edges = new Map<string, boolean>();
  for (const { source, dependencies } of modules) {
    for (const { resolved, dependencyTypes } of dependencies) {
      const [from, to] = [folderOf(source), folderOf(resolved)];
      if (from === undefined || to === undefined || from === to) continue;
      const edge = `${from} ${to}`;
      edges.set(edge, (edges.get(edge) ?? false) || !dependencyTypes.includes('type-only'));
    }
  }
  const arrows = [...edges]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([edge, values]) => {
      const [from = '', to = ''] = edge.split(' ');
      return values ? `  ${from} --> ${to}` : `  ${from} -. types .-> ${to}`;
    });
  return ['```mermaid', 'flowchart RL', ...arrows, '```'].join('\n');
}
