import { spawn } from 'node:child_process';
import { dirname } from 'node:path';

/** The scripts of package.json that need no service, the long ones first, so that two at a time end together. */
const PARTS = ['lint', 'test', 'types', 'dead', 'docs', 'deps', 'format:check', 'openapi'] as const;
const AT_ONCE = 2;

const ARGUMENTS: Partial<Record<(typeof PARTS)[number], string[]>> = { openapi: ['--check'] };

interface Outcome {
  code: number;
  output: string;
}

function run(part: (typeof PARTS)[number]): Promise<Outcome> {
  const node = process.execPath;
  return new Promise((resolve) => {
    // The tools start `node` by name; it must be this one, whatever the machine has.
    const env = { ...process.env, PATH: `${dirname(node)}:${process.env['PATH'] ?? ''}` };
    const child = spawn(node, ['--run', part, '--', ...(ARGUMENTS[part] ?? [])], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.once('error', (error) => {
      resolve({ code: 127, output: error.message });
    });
    child.once('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`.padStart(7);

/** Runs every check that needs no service, two at a time, and prints one line each and all that a failed one said. */
async function verify(): Promise<boolean> {
  const began = performance.now();
  const waiting = [...PARTS];
  const failed: string[] = [];
  const work = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const since = performance.now();
      const { code, output } = await run(part);
      const outcome = code === 0 ? 'ok    ' : 'FAILED';
      process.stdout.write(`${outcome} ${seconds(since)}  ${part}\n${code === 0 ? '' : `${output.trimEnd()}\n\n`}`);
      if (code !== 0) failed.push(part);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const verdict = failed.length === 0 ? 'All checks passed' : `Failed: ${failed.join(', ')}`;
  process.stdout.write(`${verdict} in ${seconds(began).trim()}\n`);
  return failed.length === 0;
}

process.exitCode = (await verify()) ? 0 : 1;
