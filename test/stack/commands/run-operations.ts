import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Runs the real `./dartwing operations` in a process of its own against an API. `result` comes with its end. */
export function runOperations({ url, secret }: { url: string; secret: string }, words: string[]) {
  const variables = [`DARTWING_API_URL=${url}`, `DARTWING_API_KEY=${secret}`];
  const child = spawn('env', [...variables, './dartwing', 'operations', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  const result = Promise.all([ended, text(child.stdout), text(child.stderr)]).then(([exitCode, stdout, stderr]) => ({
    exitCode,
    stdout,
    stderr,
  }));
  return { child, result };
}
