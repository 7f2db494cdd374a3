import { spawn } from 'node:child_process';
import { identifyProcess, isAlive, parseIdentity } from '../../../stack/processes/identify-process.ts';

const self = identifyProcess(process.pid);

describe('identifyProcess', () => {
  it('names a running process by pid, start time and boot', () => {
    expect(self).toEqual({
      pid: process.pid,
      start: expect.stringMatching(/^\d+$/),
      boot: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('finds nobody under a pid that nobody has', () => {
    expect(identifyProcess(2 ** 22 + 1)).toBeUndefined();
  });
});

describe('isAlive', () => {
  it('says yes to the process itself', () => {
    expect(self !== undefined && isAlive(self)).toBe(true);
  });

  it('says no when the pid was given to another process', () => {
    expect(self !== undefined && isAlive({ ...self, start: '1' })).toBe(false);
  });

  it('says no to a pid remembered from before the last boot', () => {
    expect(self !== undefined && isAlive({ ...self, boot: 'earlier' })).toBe(false);
  });

  it('says no once the process ended', async () => {
    const child = spawn('sleep', ['60']);
    const identity = identifyProcess(child.pid ?? 0);
    expect(identity !== undefined && isAlive(identity)).toBe(true);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    expect(identity !== undefined && isAlive(identity)).toBe(false);
  });
});

describe('parseIdentity', () => {
  it('takes what was written and nothing half', () => {
    expect(parseIdentity({ pid: 7, start: '8', boot: 'b' })).toEqual({ pid: 7, start: '8', boot: 'b' });
    expect(parseIdentity({ pid: 7, start: '8' })).toBeUndefined();
    expect(parseIdentity('7')).toBeUndefined();
  });
});
