/** What a query of Prometheus reads: metrics, and the labels by which it tells their series apart. */
export interface Reads {
  readonly names: string[];
  readonly labels: string[];
}

const GROUPING = /\b(?:by|without)\s*\(([^)]*)\)/g;
const SELECTOR = /\{([^}]*)\}/g;
const wordsOf = (text: string): string[] => text.match(/[a-zA-Z_:][\w:]*/g) ?? [];

/** Takes a query apart as far as ours go: no subqueries, no joins, no `label_replace`. */
export function readsOf(query: string): Reads {
  const quiet = query.replaceAll(/"(?:[^"\\]|\\.)*"/g, '');
  const grouped = [...quiet.matchAll(GROUPING)].flatMap(([, inside = '']) => wordsOf(inside));
  const selected = [...quiet.matchAll(SELECTOR)].flatMap(([, inside = '']) => wordsOf(inside));
  const rest = quiet
    .replaceAll(GROUPING, '')
    .replaceAll(SELECTOR, '')
    .replaceAll(/\[[^\]]*\]/g, '');
  const names = [...rest.matchAll(/(?<![\w:])[a-zA-Z_:][\w:]*(?![\w:]|\s*\()/g)].map(([name]) => name);
  return { names: [...new Set(names)], labels: [...new Set([...grouped, ...selected])] };
}

/** The series of an exposition, by name, with the labels of each. */
export function seriesIn(exposition: string): Map<string, Set<string>> {
  const series = new Map<string, Set<string>>();
  for (const line of exposition.split('\n')) {
    const [, name, inside = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? /.exec(line) ?? [];
    if (name === undefined) continue;
    const labels = [...inside.matchAll(/(\w+)="(?:[^"\\]|\\.)*"/g)].map(([, label = '']) => label);
    series.set(name, new Set([...(series.get(name) ?? []), ...labels]));
  }
  return series;
}
