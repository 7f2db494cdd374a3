import { etagOf, IfMatch, requireVersion } from '../../../api/http/etag.ts';
import { Fault } from '../../../domain/errors.ts';

const read = (tag: string | undefined) => IfMatch.safeParse({ 'If-Match': tag });

test('finds the version in the tag it gave', () => {
  expect(read(etagOf(7)).data).toEqual({ 'If-Match': 7 });
});

test('takes a tag that it never gave for a version that no document has', () => {
  expect([read('"abc"').data, read('"v"').data, read('"v99999999999"').data]).toEqual([
    { 'If-Match': 0 },
    { 'If-Match': 0 },
    { 'If-Match': 0 },
  ]);
});

test.each(['v7', '*', 'W/"v7"', '"v7", "v8"', '', '"v7', '"a"b"', '"ü"'])(
  'refuses %s, which is no single strong tag',
  (tag) => {
    expect(read(tag).success).toBe(false);
  },
);

test('refuses a change without a version, unread', () => {
  expect(() => requireVersion({})).toThrow(Fault);
  expect(requireVersion({ 'If-Match': 3 })).toBe(3);
});
