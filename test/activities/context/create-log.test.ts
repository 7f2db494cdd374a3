import { createLog } from '../../../activities/context/create-log.ts';
import { Fault } from '../../../domain/errors.ts';
import { fromJson } from '../../support/from-json.ts';

/** What the process would write, caught at the stream that pino writes to. */
function lines(write: (log: ReturnType<typeof createLog>) => void, level: 'info' | 'silent' = 'info') {
  const written: string[] = [];
  const log = createLog({ LOG_LEVEL: level }, 'test');
  const symbol = Object.getOwnPropertySymbols(log).find(({ description }) => description === 'pino.stream');
  if (symbol === undefined) throw new Error('pino keeps its stream under another name now');
  Reflect.set(log, symbol, { write: (line: string) => written.push(line) });
  write(log);
  return written.map(fromJson);
}

describe('createLog', () => {
  it('writes one object a line, with the process and a readable time', () => {
    const [line] = lines((log) => {
      log.info({ job: 'JOB-2026-00001' }, 'closed');
    });
    expect(line).toMatchObject({ level: 30, process: 'test', job: 'JOB-2026-00001', msg: 'closed' });
    expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('says of an error its name, code and place, and never its message, which may hold values', () => {
    const error = Object.assign(new TypeError("Duplicate entry 'ines@example.com'"), {
      code: 'ER_DUP_ENTRY',
      sql: 'INSERT',
    });
    const [line] = lines((log) => {
      log.error({ err: error }, 'failed');
    });
    expect(line?.['err']).toMatchObject({
      name: 'TypeError',
      code: 'ER_DUP_ENTRY',
      stack: expect.arrayContaining([expect.stringContaining('create-log.test')]),
    });
    expect(JSON.stringify(line)).not.toMatch(/ines@example|INSERT|Duplicate/);
  });

  it('says of a Fault its sentence too, which names ids and rules only', () => {
    const [line] = lines((log) => {
      log.error({ err: new Fault('conflict', 'Job JOB-2026-00001 is completed') }, 'failed');
    });
    expect(line?.['err']).toMatchObject({
      name: 'Fault',
      code: 'conflict',
      message: 'Job JOB-2026-00001 is completed',
    });
  });

  it('says of a message of several lines nothing either', () => {
    const [line] = lines((log) => {
      log.error({ err: new Error('first\n    ines@example.com\nat last') }, 'failed');
    });
    expect(JSON.stringify(line)).not.toContain('ines@example.com');
  });

  it.each(['ines@example.com', null, undefined, { secret: 'ines@example.com' }])(
    'says nothing of what is no error, such as %j',
    (thrown) => {
      const [line] = lines((log) => {
        log.error({ err: thrown }, 'failed');
      });
      expect(JSON.stringify(line)).not.toContain('ines@example.com');
    },
  );

  it('writes nothing when silent', () => {
    const written = lines((log) => {
      log.error('failed');
    }, 'silent');
    expect(written).toEqual([]);
  });
});
