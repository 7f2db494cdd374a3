import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import type { JSONPayload } from '@temporalio/common/lib/proto-utils.js';
import { z } from 'zod';

import { TEST_PAYLOAD_KEYS } from './payload-keys.ts';

export const CODEC_TOKEN = 'a-token-for-tests-of-40-characters-------';
export const TEMPORAL_WEB = 'http://127.0.0.1:20004';

const Answer = z.object({
  payloads: z.array(z.object({ metadata: z.record(z.string(), z.string()), data: z.string() })),
});
const Line = z.looseObject({ msg: z.string(), address: z.string().optional() });

/** The payloads of an answer of Temporal's codec protocol. */
export const payloadsOf = async (answer: Response): Promise<JSONPayload[]> =>
  Answer.parse(await answer.json()).payloads;

export interface CodecServerProcess {
  readonly url: string;
  /** Every line of its log so far. */
  readonly lines: string[];
  /** The first line that holds this text, as soon as it has come. */
  lineWith(text: string): Promise<string>;
  /** Ends it as an orchestrator does; answers its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the codec server as a process of its own, on a free port, and waits until it listens. */
export async function startCodecServer(env: Record<string, string> = {}): Promise<CodecServerProcess> {
  const child = spawn(process.execPath, ['workers/codec-server.ts'], {
    env: {
      TEMPORAL_PAYLOAD_KEYS: TEST_PAYLOAD_KEYS,
      TEMPORAL_UI_URL: TEMPORAL_WEB,
      CODEC_SERVER_TOKEN: CODEC_TOKEN,
      CODEC_SERVER_PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines: string[] = [];
  const address = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      const { msg, address: at } = Line.parse(JSON.parse(line));
      if (msg === 'the codec server is served' && at !== undefined) resolve(at);
    });
    void ended.then(() => {
      reject(new Error('The codec server ended before it listened'));
    });
  });
  return {
    url: `http://${await address}`,
    lines,
    lineWith: async (text) => {
      for (const untilMs = performance.now() + 5_000; performance.now() < untilMs; await sleep(10)) {
        const line = lines.find((entry) => entry.includes(text));
        if (line !== undefined) return line;
      }
      throw new Error(`No line of the codec server's log holds ${text}`);
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}
