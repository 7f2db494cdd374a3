import {
  databaseFault,
  isDuplicate,
  isLost,
  isReferenced,
  isRepeatable,
} from '../../../../activities/context/database/database-error.ts';
import { Fault } from '../../../../domain/errors.ts';

const error = (fields: object) => Object.assign(new Error("SELECT 'ines@example.com'"), fields);

describe('errors of the database', () => {
  it.each([
    ['a deadlock', { errno: 1213, code: 'ER_LOCK_DEADLOCK' }, 'repeatable'],
    ['a row that changed since it was read', { errno: 1020, code: 'ER_CHECKREAD' }, 'repeatable'],
    ['a lock that was not given', { errno: 1205, code: 'ER_LOCK_WAIT_TIMEOUT' }, 'repeatable'],
    ['a key that is taken', { errno: 1062, code: 'ER_DUP_ENTRY' }, 'duplicate'],
    ['a row that others point to', { errno: 1451, code: 'ER_ROW_IS_REFERENCED_2' }, 'referenced'],
    ['a refused connection', { code: 'ECONNREFUSED' }, 'lost'],
    ['a reset connection', { code: 'ECONNRESET' }, 'lost'],
    ['a connection that ended', { code: 'PROTOCOL_CONNECTION_LOST', fatal: true }, 'lost'],
    ['a query that took too long here', { code: 'PROTOCOL_SEQUENCE_TIMEOUT' }, 'lost'],
    ['a query that took too long there', { errno: 1969, code: 'ER_STATEMENT_TIMEOUT' }, 'lost'],
    ['a killed connection', { errno: 1927, code: 'ER_CONNECTION_KILLED' }, 'lost'],
    ['a killed query', { errno: 1317, code: 'ER_QUERY_INTERRUPTED' }, 'lost'],
    ['a server that goes', { errno: 1053, code: 'ER_SERVER_SHUTDOWN' }, 'lost'],
    ['a server that is full', { errno: 1040, code: 'ER_CON_COUNT_ERROR' }, 'lost'],
    ['a pool that is full', { name: 'KnexTimeoutError' }, 'lost'],
    ['a name that cannot be looked up', { code: 'ENOTFOUND' }, 'lost'],
    ['wrong SQL', { errno: 1064, code: 'ER_PARSE_ERROR' }, 'none'],
    ['an unknown column', { errno: 1054, code: 'ER_BAD_FIELD_ERROR' }, 'none'],
    ['a text too long', { errno: 1406, code: 'ER_DATA_TOO_LONG' }, 'none'],
    ['no error of a database', {}, 'none'],
  ])('%s is what it is, and nothing else', (_what, fields, kind) => {
    const thrown = error(fields);
    expect({
      repeatable: isRepeatable(thrown),
      duplicate: isDuplicate(thrown),
      referenced: isReferenced(thrown),
      lost: isLost(thrown),
    }).toEqual({
      repeatable: kind === 'repeatable',
      duplicate: kind === 'duplicate',
      referenced: kind === 'referenced',
      lost: kind === 'lost',
    });
    const fault = databaseFault(thrown);
    if (kind === 'lost' || kind === 'repeatable') {
      expect(fault).toMatchObject({ name: 'Fault', code: 'unavailable', details: { retryAfterSeconds: 5 } });
      expect(String(fault)).not.toContain('ines@example.com');
    } else expect(fault).toBe(thrown);
  });

  it.each([undefined, null, 'lost', 1205, [], { errno: '1205' }, { code: 7 }])('%j is none of them', (thrown) => {
    expect([isRepeatable(thrown), isDuplicate(thrown), isReferenced(thrown), isLost(thrown)]).toEqual(
      Array(4).fill(false),
    );
    expect(databaseFault(thrown)).toBe(thrown);
  });

  it('a Fault stays what it is', () => {
    const fault = new Fault('not_found', 'There is no job');
    expect(databaseFault(fault)).toBe(fault);
  });
});
