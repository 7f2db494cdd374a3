import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { writeDemoState } from '../../../stack/demo/demo-state.ts';
import { chooseTarget } from '../../../stack/operations/choose-target.ts';
import { identifyProcess } from '../../../stack/processes/identify-process.ts';
import { stackPaths } from '../../../stack/stack-paths.ts';
import { writePlan } from '../../../stack/supervisor/plan.ts';
import { refusalOf } from './exit-of.ts';

const DEMO_KEY = 'dw_live_demo';
const elsewhere = { url: 'https://api.example.com', keyFile: undefined };

/** A checkout whose stack runs, with this process as its supervisor. */
function aStack({ demo = true }: { demo?: boolean } = {}) {
  const paths = stackPaths(mkdtempSync(join(tmpdir(), 'target-')));
  mkdirSync(dirname(paths.plan), { recursive: true });
  const environment = { API_PORT: '28782' };
  writePlan(paths.plan, { mark: 'x', logs: 'x', stateFile: 'x', steps: [], given: [], environment });
  const state = { identity: identifyProcess(process.pid), startedAt: 1, steps: [] };
  writeFileSync(paths.supervisor, JSON.stringify(state));
  const company = {
    apiKey: DEMO_KEY,
    customer: 'CUST-1',
    address: 'ADDR-1',
    technicians: [],
    jobTypes: { billed: 'JTYPE-1', refused: 'JTYPE-2' },
  };
  if (demo) writeDemoState(paths.demo, { company });
  return paths;
}

const nothing = () => stackPaths(mkdtempSync(join(tmpdir(), 'target-')));
const nowhere = { url: undefined, keyFile: undefined, environment: {} };

describe('the API that is asked', () => {
  it('is the one of the stack that runs here, with its demo key', () => {
    expect(chooseTarget(aStack(), nowhere)).toMatchObject({ url: 'http://127.0.0.1:28782', apiKey: DEMO_KEY });
  });

  it('is asked with the key that was given, even here', () => {
    const environment = { DARTWING_API_KEY: 'dw_live_own' };
    expect(chooseTarget(aStack(), { ...nowhere, environment })).toMatchObject({ apiKey: 'dw_live_own' });
  });

  it('is the one that an option names before the one of the environment', () => {
    const environment = { DARTWING_API_URL: 'https://other.example.com', DARTWING_API_KEY: 'dw_live_own' };
    expect(chooseTarget(nothing(), { ...elsewhere, environment })).toMatchObject({ url: 'https://api.example.com/' });
    const { url } = chooseTarget(nothing(), { ...nowhere, environment });
    expect(url).toBe('https://other.example.com/');
  });

  it('never gets the demo key when it is another', () => {
    expect(refusalOf(() => chooseTarget(aStack(), { ...elsewhere, environment: {} }))).toEqual([
      2,
      'An API elsewhere needs a key of its own: --key-file FILE or DARTWING_API_KEY.',
    ]);
  });

  it('is asked with the key in a file, found from the folder of the caller', () => {
    const folder = mkdtempSync(join(tmpdir(), 'key-'));
    writeFileSync(join(folder, 'key'), 'dw_live_file\n');
    const environment = { DARTWING_CALLED_FROM: folder, DARTWING_API_KEY: 'dw_live_own' };
    const { apiKey } = chooseTarget(nothing(), { ...elsewhere, keyFile: 'key', environment });
    expect(apiKey).toBe('dw_live_file');
  });

  it.each([
    ['nothing runs here', nothing(), 'Nothing is running here. ./dartwing up starts it'],
    ['the stack has no demo', aStack({ demo: false }), 'The stack here has no demo key'],
  ])('is not found when %s, and the sentence says what to do', (_why, paths, sentence) => {
    expect(refusalOf(() => chooseTarget(paths, nowhere))).toEqual([3, expect.stringContaining(sentence)]);
  });

  it.each(['api.example.com', 'ftp://api.example.com', 'https://me:secret@api.example.com'])('is not at %j', (url) => {
    const environment = { DARTWING_API_KEY: 'dw_live_own' };
    expect(refusalOf(() => chooseTarget(nothing(), { ...nowhere, url, environment }))).toEqual([
      2,
      expect.stringContaining('must be like https://'),
    ]);
  });

  it.each([
    'http://api.example.com',
    'http://192.168.1.4:8080',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://[::2]:8080',
  ])('gets no key over plain HTTP at %j', (url) => {
    const environment = { DARTWING_API_URL: url, DARTWING_API_KEY: 'dw_live_own' };
    const [exitCode, sentence] = refusalOf(() => chooseTarget(nothing(), { ...nowhere, environment }));
    expect([exitCode, sentence]).toEqual([2, expect.stringMatching(/unencrypted\. Name the API by https:/)]);
    expect(sentence).not.toContain('dw_live_own');
  });

  it.each(['http://localhost:8080/', 'http://127.0.0.1:8080/', 'http://127.9.9.9/', 'http://[::1]:8080/'])(
    'gets its key over plain HTTP on loopback, at %j',
    (url) => {
      const environment = { DARTWING_API_KEY: 'dw_live_own' };
      expect(chooseTarget(nothing(), { ...nowhere, url, environment })).toMatchObject({ url });
    },
  );

  it('gets no key that is none, and the sentence does not quote it', () => {
    const environment = { DARTWING_API_KEY: 'two words' };
    const [exitCode, sentence] = refusalOf(() => chooseTarget(nothing(), { ...elsewhere, environment }));
    expect(exitCode).toBe(2);
    expect(sentence).not.toContain('two words');
  });

  it('is not asked when the key file cannot be read', () => {
    expect(refusalOf(() => chooseTarget(nothing(), { ...elsewhere, keyFile: '/none', environment: {} }))).toEqual([
      2,
      'The key file /none cannot be read (ENOENT). Name one that holds the key alone.',
    ]);
  });

  it('is not asked when the key file is no file that ends soon, and is not held up by it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'key-'));
    execFileSync('bash', ['-c', 'mkfifo "$0"', join(folder, 'pipe')]);
    writeFileSync(join(folder, 'large'), 'x'.repeat(4_097));
    for (const [keyFile, what] of [
      ['/dev/zero', 'is no plain file'],
      [folder, 'is no plain file'],
      [join(folder, 'pipe'), 'is no plain file'],
      [join(folder, 'large'), 'holds more than 4096 bytes'],
    ] as const) {
      expect(refusalOf(() => chooseTarget(nothing(), { ...elsewhere, keyFile, environment: {} }))).toEqual([
        2,
        `The key file ${keyFile} ${what}. Name one that holds the key alone.`,
      ]);
    }
  });
});
