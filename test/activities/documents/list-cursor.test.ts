import fc from 'fast-check';

import { listIdentity, readCursor, writeCursor } from '../../../activities/documents/list-cursor.ts';
import { codeOf } from '../../support/code-of.ts';

const list = listIdentity(['org_a', 'customer', [], 'name']);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor', () => {
  it('says where the page ended, whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer()),
        fc.string({ unit: 'grapheme' }),
        (value, name) => {
          const cursor = writeCursor(list, [value, name]);
          expect(cursor).toMatch(/^[\w-]+$/);
          expect(readCursor(list, cursor)).toEqual([value, name]);
        },
      ),
    );
  });

  it.each([
    ['organization', ['org_b', 'customer', [], 'name']],
    ['type', ['org_a', 'contact', [], 'name']],
    ['filter', ['org_a', 'customer', [['status', 'open']], 'name']],
    ['sort', ['org_a', 'customer', [], '-name']],
  ])('of another %s is refused', (_what, parts) => {
    const cursor = writeCursor(listIdentity(parts), ['a', 'b']);
    expect(codeOf(() => readCursor(list, cursor))).toBe('invalid');
  });

  it.each([
    '',
    'x',
    '%%%',
    'null',
    encode(null),
    encode('a'),
    encode([]),
    encode({ list }),
    encode({ list, after: [] }),
    encode({ list, after: ['a'] }),
    encode({ list, after: ['a', 1] }),
    encode({ list, after: ['a', 'b', 'c'] }),
    encode({ list, after: [null, 'b'] }),
    encode({ list, after: [{ sql: 1 }, 'b'] }),
    encode({ list, after: ['a', 'b'], organization: 'org_b' }),
    encode({ after: ['a', 'b'] }),
    `${writeCursor(list, ['a', 'b']).slice(0, -4)}`,
  ])('that was made up, such as %j, is refused', (cursor) => {
    expect(codeOf(() => readCursor(list, cursor))).toBe('invalid');
  });

  it('that was refused is named as the field, and not repeated', () => {
    try {
      readCursor(list, 'made-up');
    } catch (error) {
      expect(error).toMatchObject({ details: { unread: true, fields: [{ pointer: 'cursor' }] } });
      expect(String(error)).not.toContain('made-up');
    }
    expect.assertions(2);
  });
});
