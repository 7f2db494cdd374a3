import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logs } from '../../../stack/commands/logs.ts';
import { stackPaths } from '../../../stack/stack-paths.ts';

const paths = stackPaths(mkdtempSync(join(tmpdir(), 'logs-')));
mkdirSync(paths.logs, { recursive: true });

async function printed(log: 'supervisor' | undefined): Promise<string> {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await logs(paths, { log, follow: false });
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
  }
}

describe('logs', () => {
  it('says so when the log that was asked for is empty', async () => {
    writeFileSync(join(paths.logs, 'supervisor.log'), '');
    expect(await printed('supervisor')).toBe('The log of supervisor is empty.\n');
  });

  it('passes over empty logs when all are asked for', async () => {
    writeFileSync(join(paths.logs, 'api.log'), 'listening\n');
    expect(await printed(undefined)).toBe('api        listening\n');
  });
});
