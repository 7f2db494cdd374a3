import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { askAs, type Answer } from '../support/ask-over-http.ts';
import { createCanaries } from '../support/canaries.ts';
import { aCanaryCompany } from '../support/canary-company.ts';
import { CALLERS_KEY, goEveryPath } from '../support/canary-paths.ts';
import { startCanaryPlatform } from '../support/canary-platform.ts';
import { askWrongly } from '../support/canary-refusals.ts';
import { plantRuns, runsAt } from '../support/canary-runs.ts';
import { everythingOf } from '../support/changes.ts';
import { testContext } from '../support/context.ts';
import { dumpRedis } from '../support/dump-redis.ts';
import { aKey, anOrganization } from '../support/organizations.ts';

const ctx = testContext();
const GOES_WITHIN_MS = 240_000;

/** Text fields that hold a code, or point to something by its id. */
const CODES_AND_IDS = [
  ...['organization.currency', 'organization.time_zone', 'sales_invoice.currency', 'address.country'],
  ...['organization_member.user', 'api_key.hint', 'dispatch_job.geohash'],
  ...['sales_invoice', 'delivery_note', 'timesheet', 'communication', 'comment'].map((type) => `${type}.dartwing_key`),
  ...['communication', 'comment'].flatMap((type) => [`${type}.reference_doctype`, `${type}.reference_name`]),
  'comment.operation',
];
/** What is made of other fields, and so holds their words. */
const COPIES = [
  ...['dispatch_job', 'sales_invoice', 'delivery_note'].map((type) => `${type}.customer_name`),
  ...['timesheet.employee_name', 'dispatch_job.formatted_address'],
];
/** What no verb writes yet. */
const NOT_WRITTEN = ['dispatch_job.assignments.notes'];

/** Goes every path on a platform of its own, stops that, and answers everything that was left anywhere. */
async function story() {
  const words = createCanaries();
  const company = await aCanaryCompany(ctx, words);
  const stranger = await aKey(ctx, await anOrganization(ctx));
  const reader = await aKey(ctx, company, { scopes: ['jobs:read'] });
  const platform = await startCanaryPlatform();
  try {
    const { ask, refusals } = askAs({ url: platform.url, secret: company.secret });
    const { ends, job, ids } = await goEveryPath({ ask, words, company });
    const operations = ids.map((id) => `/v1/operations/${encodeURIComponent(id)}`);
    const paths = [`/v1/jobs/${job}`, `/v1/jobs/${job}/comments`, ...operations];
    const answers = await Promise.all(paths.map(async (path) => (await ask('GET', path)).text));
    // What follows is refused, so its words reach no database.
    const stored = words.planted().filter((place) => place !== CALLERS_KEY);
    await askWrongly({ ask, words, job, id: ids[0] ?? '', stranger, reader });
    const redis = await dumpRedis(platform.redisUrl);
    const metrics = await platform.metrics();
    const runs = await runsAt(platform.temporalAddress);
    await platform.stop();
    const left = { runs, bytes: platform.temporalBytes() };

    await platform.restartTemporal();
    await plantRuns(platform.temporalAddress, words);
    const runsAfter = await runsAt(platform.temporalAddress);
    await platform.stop();
    const control = { runs: runsAfter, bytes: platform.temporalBytes() };
    const users: unknown = await ctx.db('users').where('id', company.userId).select();
    const database = `${await everythingOf(ctx, company.organizationId)}${JSON.stringify(users)}`;
    const output = platform.output();
    return { words, company, ends, refusals, answers, stored, database, redis, metrics, output, left, control };
  } finally {
    await platform.stop();
    platform.remove();
  }
}

const Refusal = z.looseObject({ instance: z.string(), current: z.unknown().optional() });

/** What a refusal says beside the address that was asked for, and the document that a caller with an old version may read. */
function saidBy({ status, text }: Answer): string {
  const { instance, current, ...said } = Refusal.parse(JSON.parse(text));
  return JSON.stringify(status === 412 || status === 428 ? said : { ...said, current });
}

describe('what people write', () => {
  let told: Awaited<ReturnType<typeof story>>;
  beforeAll(async () => {
    told = await story();
  }, GOES_WITHIN_MS);

  it('went every path that an operation can take', () => {
    expect(told.ends).toEqual({
      done: 'completed',
      'refused and undone': 'compensated',
      resolved: 'resolved',
      'parked, and parked again': 'parked',
      retried: 'completed',
      'retried with edited input': 'completed',
      'marked done': 'completed',
      compensated: 'compensated',
      'undo refused': 'compensation_failed',
      'undo skipped': 'compensated',
      cancelled: 'cancelled',
      'decided with others': 'completed',
    });
  });

  it('stands in every text field there is, but in those that are made from others or hold a code or an id', () => {
    expect(told.words.unplanted()).toEqual([...CODES_AND_IDS, ...COPIES, ...NOT_WRITTEN].sort());
  });

  it('is in our database, all of it, and in what a rightful reader is answered', () => {
    expect(told.words.foundIn(told.database)).toEqual(told.stored);
    const forReaders = told.stored.filter((place) => /^(dispatch_job|comment)\.|\.note$/.test(place));
    expect(told.words.foundIn(told.answers.join('\n'))).toEqual(expect.arrayContaining(forReaders));
  });

  it('is not in Temporal: no byte of its database, no search attribute, no history, though it is decrypted', () => {
    const { runs, bytes } = told.left;
    const leaks = runs.map(({ workflowId, text }) => ({ workflowId, found: told.words.foundIn(text) }));
    expect(leaks.filter(({ found }) => found.length > 0)).toEqual([]);
    expect(Object.keys(bytes)).toContain('temporal.db');
    for (const text of Object.values(bytes)) expect(told.words.foundIn(text)).toEqual([]);
  });

  it('would have been found there: what a run is given, once decrypted, and a name in its bytes', () => {
    const { runs, bytes } = told.control;
    const { organizationId } = told.company;
    expect(runs.flatMap(({ text }) => told.words.foundIn(text)).sort()).toEqual(['a planted id', 'a planted input']);
    expect(told.words.foundIn(Object.values(bytes).join(''))).toEqual(['a planted id']);
    const own = runs.filter(({ workflowId }) => workflowId.startsWith(`complete-job:${organizationId}:`));
    expect(own).toHaveLength(9);
    for (const { text } of own) expect(text).toContain('"requestedBy":"MEM-00001"');
  });

  it('is in no line that API or worker writes, whatever they log, and in no metric', () => {
    const { output, metrics, company } = told;
    for (const lines of [output.api, output.worker]) expect(lines).toContain(company.organizationId);
    for (const lines of [metrics.api, metrics.worker]) expect(lines).toContain('# TYPE');
    const texts = { ...output, apiMetrics: metrics.api, workerMetrics: metrics.worker };
    for (const text of Object.values(texts)) expect(told.words.foundIn(text)).toEqual([]);
  });

  it('is not in Redis', () => {
    const { redis, company } = told;
    expect(redis.keys).toContain(`rate:key:${company.organizationId}:KEY-00001`);
    expect(told.words.foundIn(redis.text)).toEqual([]);
  });

  it('is in no refusal', () => {
    const leaks = told.refusals.map(saidBy).filter((said) => told.words.foundIn(said).length > 0);
    expect(leaks).toEqual([]);
    expect([...new Set(told.refusals.map(({ status }) => status))].sort()).toEqual([
      400, 401, 403, 404, 409, 412, 422, 428,
    ]);
  });

  it('is found in a file of any bytes, in any case and in part', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dartwing-planted-'));
    const file = join(folder, 'bytes');
    const planted = told.words.text('a planted word');
    appendFileSync(
      file,
      Buffer.concat([Buffer.from([0, 255, 195]), Buffer.from(planted.toUpperCase()), Buffer.from([0])]),
    );
    appendFileSync(file, planted.slice(0, -4));
    expect(told.words.foundIn(readFileSync(file, 'latin1'))).toEqual(['a part of a word', 'a planted word']);
    rmSync(folder, { recursive: true });
  });
});
