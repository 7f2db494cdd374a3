import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { startApi, type ApiProcess } from '../support/api-process.ts';
import { testRepairs } from '../support/api-repairs.ts';
import { readsOf, seriesIn } from '../support/queries.ts';

const { worker, world } = testRepairs();
jest.setTimeout(120_000);

/** What Prometheus adds to what it reads. */
const ADDED = ['job', 'instance'];

const Dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })),
});

/** The queries of the rules, of one line or of several. */
function alertQueries(): [string, string][] {
  const text = readFileSync('docs/monitoring/alerts.yml', 'utf8');
  return text
    .split('- alert: ')
    .slice(1)
    .map((rule) => {
      const [, query = ''] = /^ {8}expr: (?:\|\n)?([^]*?)\n {8}\w/m.exec(rule) ?? [];
      return [rule.split('\n', 1)[0] ?? '', query];
    });
}

const panelQueries = (): [string, string][] =>
  Dashboard.parse(JSON.parse(readFileSync('docs/monitoring/operations-dashboard.json', 'utf8'))).panels.flatMap(
    ({ title, targets }) => targets.map(({ expr }): [string, string] => [title, expr]),
  );

const textOf = async (address: string): Promise<string> => (await fetch(address)).text();

describe('what the alert rules and the dashboard read', () => {
  let api: ApiProcess | undefined = undefined;
  let texts = '';
  let exposed = new Map<string, Set<string>>();

  beforeAll(async () => {
    const { parked, decide, storedAs } = await world();
    const { id, path } = await parked();
    await decide(path, { action: 'compensate' });
    await storedAs(id, 'compensated');
    await parked();
    api = await startApi({ namespace: 'default' });
    await fetch(`${api.url}/livez`);
    texts = (await Promise.all([textOf(api.metrics), textOf(worker.metrics())])).join('\n');
    exposed = seriesIn(texts);
  }, 120_000);
  afterAll(() => api?.stop());

  it.each([...alertQueries(), ...panelQueries()])('is told by API or worker: %s', (_where, query) => {
    const { names, labels } = readsOf(query);
    expect(names).not.toEqual([]);
    for (const name of names) {
      expect([...exposed.keys()]).toContain(name);
      expect([...(exposed.get(name) ?? []), ...ADDED]).toEqual(expect.arrayContaining(labels));
    }
  });

  it('stands among nothing that names an organization, a member or a document', () => {
    expect(texts).not.toMatch(/org_|MEM-|JOB-/);
  });
});

describe('readsOf', () => {
  it('finds the metrics and labels of a query', () => {
    expect(
      readsOf('histogram_quantile(0.95, sum by (le, step) (rate(a_bucket{phase="do",x!~"b|c_total"}[5m]))) / b > 0.1'),
    ).toEqual({ names: ['a_bucket', 'b'], labels: ['le', 'step', 'phase', 'x'] });
  });

  it('is given every rule and every panel', () => {
    expect(alertQueries().map(([, query]) => query)).not.toContain('');
    expect(alertQueries().length).toBeGreaterThan(8);
    expect(panelQueries().length).toBeGreaterThan(11);
  });
});
