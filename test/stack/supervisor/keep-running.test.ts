import { createServer, type Server } from 'node:http';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '../../../stack/services/service.ts';
import { keepRunning, type KeptService } from '../../../stack/supervisor/keep-running.ts';
import type { StepReport } from '../../../stack/supervisor/supervisor-state.ts';

const opened: Server[] = [];
const kept: KeptService[] = [];
afterEach(async () => {
  for (const service of kept.splice(0)) await service.stop();
  for (const server of opened.splice(0)) server.close();
});

/** A service whose health is answered by this test, so that it is ready as soon as it runs. */
async function keep(script: string) {
  const health = createServer((_, response) => response.end());
  opened.push(health);
  await new Promise<void>((resolve) => health.listen(0, '127.0.0.1', resolve));
  const address = health.address();
  if (address === null || typeof address === 'string') throw new Error('A server that listens has a port');
  const service: Service = {
    name: 'api',
    command: 'bash',
    args: ['-c', script],
    cwd: tmpdir(),
    environment: {},
    port: address.port,
    probe: { kind: 'http', url: `http://127.0.0.1:${address.port}/` },
    readyWithinMs: 5_000,
    stopWithinMs: 2_000,
  };
  const report: StepReport = {
    name: 'api',
    state: 'waiting',
    pid: undefined,
    startedAt: undefined,
    restarts: 0,
    note: undefined,
    portTaken: false,
  };
  const lines: string[] = [];
  const running = keepRunning(service, {
    mark: `test-${process.pid}-keep-running`,
    logs: mkdtempSync(join(tmpdir(), 'keep-')),
    report,
    changed: () => undefined,
    log: (words) => void lines.push(words),
  });
  kept.push(running);
  await running.settled;
  return { report, lines, running };
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !holds() && Date.now() < end;) await sleep(20);
}

describe('keepRunning', () => {
  it('tells in log and note how a service ended that runs again', async () => {
    const { report, lines } = await keep('exec sleep 60');
    expect([report.state, report.note, lines]).toEqual(['ready', undefined, []]);
    if (report.pid !== undefined) process.kill(report.pid, 'SIGKILL');
    await until(() => report.restarts === 1 && report.state === 'ready');
    expect(report.note).toMatch(/^restarted \d\d:\d\d, killed by SIGKILL$/);
    expect(lines).toEqual(['killed by SIGKILL, restart 1 in 200 ms', 'ready again, restart 1']);
  });

  it('logs that a service was told to stop', async () => {
    const { report, lines, running } = await keep('exec sleep 60');
    await running.stop();
    await until(() => report.state === 'stopped');
    expect(lines).toEqual(['killed by SIGTERM, stopped']);
  });

  it('gives up with the last words of the service, not with the note of an earlier restart', async () => {
    const ran = join(mkdtempSync(join(tmpdir(), 'ran-')), 'once');
    const { report, lines } = await keep(
      `sleep 0.3; [ -e ${ran} ] && echo "bind: Address already in use"; touch ${ran}; exit 3`,
    );
    await until(() => report.state === 'failed');
    expect(report.note).toBe('bind: Address already in use');
    expect(lines.at(-1)).toBe('exit code 3, given up: bind: Address already in use');
  });
});
