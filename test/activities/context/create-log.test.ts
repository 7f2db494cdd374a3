import fc from 'fast-check';

import { createLog } from '../../../activities/context/create-log.ts';
import { LOG_FIELDS } from '../../../activities/context/log-fields.ts';
import { Fault } from '../../../domain/errors.ts';
import { fromJson } from '../../support/from-json.ts';

type Log = ReturnType<typeof createLog>;

/** What a process would write. */
function writtenBy(write: (log: Log) => void, process: 'api' | 'test' = 'test', level: 'info' | 'silent' = 'info') {
  const written: string[] = [];
  write(createLog({ LOG_LEVEL: level }, process, { write: (line) => written.push(line) }));
  return written.map(fromJson);
}

const SECRETS = [
  'zora.moreau@example.com',
  '+1 (218) 555-0142',
  '+49 170 1234567',
  '(218) 555-0142',
  '218-555-0142',
  '2185550142',
  'dw_live_4fGh7JkL2mNpQrS9tUvWxYz1aBcDeFgHiJkLmN012345',
  'Bearer abc.DEF-123_x',
  'Basic aW5lczpzZWNyZXQ=',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJpbmVzIn0.c2lnbmF0dXJl',
  'k3yAbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/AB=',
  'mysql://dartwing:s3cret@127.0.0.1/dartwing',
];
/** The part of each that must not be found again. */
const CORE = /zora|moreau|555\D{0,2}0142|1234567|2185550142|4fGh7|DEF-123|aW5l|c2lnbm|k3yAb|s3cret/;

const planted = fc
  .tuple(fc.constantFrom(...SECRETS), fc.constantFrom('', 'for ', 'id='), fc.constantFrom('', ' again', ', then'))
  .map(([secret, before, after]) => `${before}${secret}${after}`);

/** Fields, lists and errors around planted secrets, under known and unknown names. */
const { fields } = fc.letrec<{ value: unknown; fields: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    planted,
    planted.map((message) => new Error(message, { cause: Object.assign(new TypeError(message), { email: message }) })),
    planted.map((message) => Object.assign(new Error(message), { name: message, code: message, sql: message })),
    fc.constantFrom(2_185_550_142, 2_185_550_142n),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('fields'),
  ),
  fields: fc.dictionary(
    fc.oneof(fc.constantFrom(...Object.keys(LOG_FIELDS)), fc.constantFrom('email', 'customer', 'body', '__proto__')),
    tie('value'),
    { maxKeys: 4 },
  ),
}));

const namesIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) => [name, ...namesIn(inside)]);
};

describe('createLog', () => {
  it('writes one object a line, with the process and a readable time', () => {
    const [line] = writtenBy((log) => {
      log.info({ workflowId: 'complete-job:org_1:JOB-2026-00001', durationMs: 12 }, 'closed');
    });
    expect(line).toMatchObject({
      level: 30,
      process: 'test',
      workflowId: 'complete-job:org_1:JOB-2026-00001',
      durationMs: 12,
      msg: 'closed',
    });
    expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('writes no field that is not in the table, and no secret, at whatever depth', () => {
    const known = new Set([...Object.keys(LOG_FIELDS), 'level', 'time', 'msg', 'fieldsLeftOut']);
    const ofErrors = new Set(['name', 'message', 'code', 'stack', 'cause']);
    fc.assert(
      fc.property(fields, planted, (given, message) => {
        const [line] = writtenBy((log) => {
          log.info(given, message);
        }, 'api');
        expect(namesIn(line).filter((name) => !known.has(name) && !ofErrors.has(name))).toEqual([]);
        expect(JSON.stringify(line)).not.toMatch(CORE);
      }),
      { numRuns: 500 },
    );
  });

  it.each(SECRETS)('hides %s in a message, in a field, and in the sentence of a Fault', (secret) => {
    const [line] = writtenBy((log) => {
      log.warn({ detail: secret, err: new Fault('conflict', `See ${secret}.`) }, `about ${secret}`);
    });
    expect(JSON.stringify(line)).not.toMatch(CORE);
  });

  it.each([
    'complete-job:org_1:JOB-2026-00042',
    '01a210a6-15d9-761d-98b9-123456789012',
    '/v1/jobs/{name}/complete',
    '127.0.0.1:28123',
    'MEM-00001',
    '2026-12-01T10:00:00.000Z',
  ])('leaves %s as it is', (text) => {
    const [line] = writtenBy((log) => {
      log.info({ detail: text }, 'seen');
    });
    expect(line?.['detail']).toBe(text);
  });

  it.each(['info', 'silent'] as const)('throws in tests for a field that the table does not name: %s', (level) => {
    const log = createLog({ LOG_LEVEL: level }, 'test', level === 'silent' ? undefined : { write: () => undefined });
    expect(() => {
      log.info({ workflowId: 'w', customer: 'CUST-00001' }, 'seen');
    }).toThrow("A line has no field 'customer'. Leave it out, or add it to LOG_FIELDS.");
  });

  it('leaves such a field out in production, and says how many there were', () => {
    const [line] = writtenBy((log) => {
      log.info({ workflowId: 'w', customer: 'C', status: { email: 'E' } }, 'seen');
    }, 'api');
    expect(line).toMatchObject({ workflowId: 'w', status: {}, fieldsLeftOut: 2 });
    expect(line).not.toHaveProperty('customer');
  });

  it('says of an error its name, code and place, and those of its causes, and never a message', () => {
    const cause = new RangeError('zora in the cause');
    const error = Object.assign(new TypeError("Duplicate entry 'zora'", { cause }), {
      code: 'ER_DUP_ENTRY',
      sql: 'INSERT',
    });
    const [line] = writtenBy((log) => {
      log.error({ err: error }, 'failed');
    });
    expect(line?.['err']).toMatchObject({
      name: 'TypeError',
      code: 'ER_DUP_ENTRY',
      stack: expect.arrayContaining([expect.stringContaining('create-log.test')]),
      cause: { name: 'RangeError' },
    });
    expect(JSON.stringify(line)).not.toMatch(/zora|INSERT|Duplicate/);
  });

  it('says of a Fault its sentence too, which names ids and rules only', () => {
    const [line] = writtenBy((log) => {
      log.error({ err: new Fault('conflict', 'Job JOB-2026-00001 is completed') }, 'failed');
    });
    expect(line?.['err']).toMatchObject({
      name: 'Fault',
      code: 'conflict',
      message: 'Job JOB-2026-00001 is completed',
    });
  });

  it('takes no line of a message for a place', () => {
    const [line] = writtenBy((log) => {
      log.error({ err: new Error('first\n    at Zora (/home/zora.ts:1:2)\nat last') }, 'failed');
    });
    expect(JSON.stringify(line)).not.toMatch(/zora/i);
  });

  it('never makes a message of an error or of values', () => {
    const lines = writtenBy((log) => {
      log.error(new Error('Zora Moreau'));
      log.error({ err: new Error('Zora Moreau') });
      log.info('called %s', 'Zora Moreau');
    });
    expect(lines.map((line) => line['msg'])).toEqual([
      'a line without a message',
      'a line without a message',
      'called %s',
    ]);
    expect(JSON.stringify(lines)).not.toContain('Zora');
  });

  it.each(['zora@example.com', null, undefined, { secret: 'zora@example.com' }])(
    'says nothing of what is no error, such as %j',
    (thrown) => {
      const [line] = writtenBy((log) => {
        log.error({ err: thrown }, 'failed');
      });
      expect(JSON.stringify(line)).not.toContain('zora@example.com');
    },
  );

  it('cuts what is very long', () => {
    const [line] = writtenBy((log) => {
      log.info({ detail: 'x'.repeat(5_000) }, 'seen');
    });
    expect(String(line?.['detail'])).toHaveLength(501);
  });

  it('has no children, whose fields nobody would look at', () => {
    expect(() => createLog({ LOG_LEVEL: 'info' }, 'api', { write: () => undefined }).child({ email: 'x' })).toThrow(
      'A child of the log',
    );
  });

  it('writes nothing when silent', () => {
    const written = writtenBy(
      (log) => {
        log.error('failed');
      },
      'api',
      'silent',
    );
    expect(written).toEqual([]);
  });
});
