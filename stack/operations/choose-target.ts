import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { readDemoState } from '../demo/demo-state.ts';
import { StackError } from '../stack-error.ts';
import type { StackPaths } from '../stack-paths.ts';
import { isRecord } from '../state/read-json.ts';
import { readPlan } from '../supervisor/plan.ts';
import { readLiveSupervisor } from '../supervisor/supervisor-state.ts';

/** The API that is asked, and with which key. */
export interface Target {
  readonly url: string;
  readonly apiKey: string;
  /** What to do when it does not answer. */
  readonly advice: string;
}

interface Wishes {
  url: string | undefined;
  keyFile: string | undefined;
  environment: NodeJS.ProcessEnv;
}

/** Much longer than any key with the blanks around it. */
const KEY_FILE_MAX_BYTES = 4_096;
/** As a parsed address spells it, in which every form of an IPv4 address is dotted. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const ELSEWHERE = 'Start it, or correct --url or DARTWING_API_URL.';
const HERE = './dartwing up starts it, ./dartwing status shows what runs.';

/**
 * The API and key that were asked for: by option, by environment, else those of the stack that runs here. The demo key is used for
 * that stack only and never sent elsewhere; no key leaves this machine unencrypted.
 */
export function chooseTarget(paths: StackPaths, { url, keyFile, environment }: Wishes): Target {
  const wanted = url ?? (environment['DARTWING_API_URL'] || undefined);
  const given =
    keyFile === undefined
      ? environment['DARTWING_API_KEY'] || undefined
      : readKey(resolve(environment['DARTWING_CALLED_FROM'] ?? '.', keyFile));
  if (wanted !== undefined) {
    if (given === undefined) {
      throw new StackError('usage', 'An API elsewhere needs a key of its own: --key-file FILE or DARTWING_API_KEY.');
    }
    return { url: checkUrl(wanted), apiKey: checkKey(given), advice: ELSEWHERE };
  }
  const local = localUrl(paths);
  const apiKey = given ?? readDemoState(paths.demo)?.company.apiKey;
  if (apiKey === undefined) {
    throw new StackError(
      'machine',
      'The stack here has no demo key. Make one with ./dartwing up --demo, or give one: --key-file FILE or DARTWING_API_KEY.',
    );
  }
  return { url: local, apiKey: checkKey(apiKey), advice: HERE };
}

function localUrl(paths: StackPaths): string {
  const port = readPlan(paths.plan)?.environment['API_PORT'];
  if (readLiveSupervisor(paths.supervisor) === undefined || port === undefined) {
    throw new StackError(
      'machine',
      'Nothing is running here. ./dartwing up starts it; an API elsewhere is named by --url and --key-file.',
    );
  }
  return `http://127.0.0.1:${port}`;
}

function checkUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '') {
    throw new StackError(
      'usage',
      'The address of the API must be like https://dartwing.example.com, without a password.',
    );
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw new StackError(
      'usage',
      `The key would go to ${url.host} unencrypted. Name the API by https://, or reach it on loopback, such as through a tunnel.`,
    );
  }
  return url.href;
}

function readKey(file: string): string {
  try {
    // What is opened is what is looked at; a pipe that nobody writes to must not hold us up.
    const opened = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!fstatSync(opened).isFile()) throw noKeyFile(file, 'is no plain file');
      const bytes = Buffer.alloc(KEY_FILE_MAX_BYTES + 1);
      const length = readSync(opened, bytes);
      if (length > KEY_FILE_MAX_BYTES) throw noKeyFile(file, `holds more than ${String(KEY_FILE_MAX_BYTES)} bytes`);
      return bytes.toString('utf8', 0, length).trim();
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    if (error instanceof StackError) throw error;
    const reason = isRecord(error) && typeof error['code'] === 'string' ? error['code'] : 'unreadable';
    throw noKeyFile(file, `cannot be read (${reason})`);
  }
}

const noKeyFile = (file: string, what: string): StackError =>
  new StackError('usage', `The key file ${file} ${what}. Name one that holds the key alone.`);

/** Says that a key is none without quoting it. */
function checkKey(key: string): string {
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new StackError('usage', 'What was given as the key is none: it must be one word, such as dw_live_…');
}
