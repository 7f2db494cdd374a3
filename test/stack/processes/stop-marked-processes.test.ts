import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { findMarkedProcesses, MARK } from '../../../stack/processes/find-marked-processes.ts';
import { identifyProcess } from '../../../stack/processes/identify-process.ts';
import { stopMarkedProcesses } from '../../../stack/processes/stop-marked-processes.ts';
import { stopProcesses } from '../../../stack/processes/stop-processes.ts';

const mark = `test-${process.pid}-stop-processes`;
const strangers: ChildProcess[] = [];

afterEach(() => strangers.splice(0).forEach((stranger) => stranger.kill('SIGKILL')));

function aStranger(): number {
  const stranger = spawn('sleep', ['60']);
  strangers.push(stranger);
  return stranger.pid ?? 0;
}

/** A process with our mark that starts another one every 50 ms. */
async function aMarkedProcess(script: string): Promise<number> {
  const loop = `${script} echo ready; while :; do sleep 0.05; done`;
  const child = spawn('env', [`${MARK}=${mark}`, 'bash', '-c', loop], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  return child.pid ?? 0;
}

describe('stopMarkedProcesses', () => {
  it('ends what carries the mark, grandchildren too, and nothing else', async () => {
    const stranger = aStranger();
    const pid = await aMarkedProcess('setsid sleep 60 &');
    const marked = findMarkedProcesses(mark);
    expect(marked.map((identity) => identity.pid)).toContain(pid);
    expect(marked.length).toBeGreaterThanOrEqual(2);
    await stopMarkedProcesses(mark, 2_000);
    expect(findMarkedProcesses(mark)).toEqual([]);
    expect(identifyProcess(pid)).toBeUndefined();
    expect(identifyProcess(stranger)).toBeDefined();
  });

  it('kills what ignores the friendly signal', async () => {
    const pid = await aMarkedProcess("trap '' TERM;");
    await stopMarkedProcesses(mark, 200);
    expect(identifyProcess(pid)).toBeUndefined();
  });
});

describe('stopProcesses', () => {
  it('does not touch a stranger who got the remembered pid', async () => {
    const stranger = aStranger();
    await stopProcesses([{ pid: stranger, start: '1', boot: 'earlier' }], 200);
    expect(identifyProcess(stranger)).toBeDefined();
  });
});
