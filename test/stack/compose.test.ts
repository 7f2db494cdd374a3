import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mariadbService } from '../../stack/services/mariadb.ts';
import { apiService, codecService, workerService } from '../../stack/services/node-services.ts';
import { temporalService } from '../../stack/services/temporal.ts';
import { stackPaths } from '../../stack/stack-paths.ts';

const compose = readFileSync('compose.yaml', 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'compose-'));

describe('compose.yaml', () => {
  it('gives MariaDB the settings of the local stack', () => {
    const programs = { daemon: 'mariadbd', installer: 'mariadb-install-db', baseFolder: undefined, environment: {} };
    const { args } = mariadbService({ folder, programs, port: 20_100, password: 'x', throwaway: false });
    const local = /^--(no-defaults|user|bind-address|port|socket|datadir|pid-file|init-file|secure-file-priv)\b/;
    const settings = args.filter((argument) => !local.test(argument));
    expect(settings.length).toBeGreaterThan(15);
    expect(settings.filter((setting) => !compose.includes(`- ${setting}\n`))).toEqual([]);
  });

  it('gives Temporal the tuning of the local stack', () => {
    const { args } = temporalService({ folder, cli: 'temporal', port: 20_100, uiPort: 20_101 });
    const values = args.filter((argument) => /^[A-Za-z._]+=\w+$/.test(argument));
    expect(values.length).toBeGreaterThan(5);
    expect(values.filter((value) => !compose.includes(`- ${value}\n`))).toEqual([]);
  });

  it('gives worker and API as long to stop as the local stack', () => {
    const paths = stackPaths('/nowhere');
    const services = [workerService(paths, {}, 20_100), apiService(paths, {}, 20_101), codecService(paths, {}, 20_102)];
    for (const service of services) {
      expect(compose.match(/x-node:[^]*?stop_grace_period: (\d+)s/)?.[1]).toBe(String(service.stopWithinMs / 1_000));
    }
  });

  it('starts only with keys for what Temporal stores, and has no such key in it', () => {
    expect(compose).toContain('TEMPORAL_PAYLOAD_KEYS: ${DARTWING_PAYLOAD_KEYS:?');
    expect(compose).toContain('CODEC_SERVER_TOKEN: ${DARTWING_CODEC_TOKEN:?');
  });

  it('lets Temporal web ask the codec server', () => {
    const { args } = temporalService({ folder, cli: 'temporal', port: 20_100, uiPort: 20_101, codecPort: 8082 });
    const endpoint = args[args.indexOf('--ui-codec-endpoint') + 1] ?? '';
    expect(compose.replaceAll(/\$\{\w+:-(\d+)\}/g, '$1')).toContain(`- --ui-codec-endpoint\n      - ${endpoint}\n`);
  });

  it('opens every port on loopback only', () => {
    const ports = [...compose.matchAll(/^ +- ([^-\s]\S*:\d+)$/gm)].map(([, port]) => port);
    expect(ports).toHaveLength(6);
    expect(ports.every((port) => port?.startsWith('127.0.0.1:'))).toBe(true);
  });

  it('serves the metrics of worker and API inside its network, and publishes no port of them', () => {
    const shared = compose.match(/^x-environment: &environment\n[^]*?\n\n/m)?.[0] ?? '';
    const { METRICS_HOST, API_METRICS_PORT, WORKER_METRICS_PORT } = Object.fromEntries(
      [...shared.matchAll(/^ {2}(\w+): '?([\w.]+)'?$/gm)].map(([, name, value]) => [name, value]),
    );
    expect(METRICS_HOST).toBe('0.0.0.0');
    for (const service of ['worker', 'api']) {
      expect(compose).toMatch(
        new RegExp(`^ {2}${service}:\\n {4}<<: \\*node\\n {4}environment:\\n {6}<<: \\*environment\\n`, 'm'),
      );
    }
    for (const port of [API_METRICS_PORT, WORKER_METRICS_PORT]) {
      expect(port).toMatch(/^\d{4}$/);
      expect(compose).not.toContain(`:${String(port)}\n`);
    }
  });
});
