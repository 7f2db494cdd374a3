import { isJson } from '../../../domain/documents/is-json.ts';

describe('isJson', () => {
  it.each([[null], [true], [0], [''], [[]], [{}], [{ a: [1, 'b', { c: null }] }], [{ constructor: 1 }]])(
    'knows %j',
    (value) => {
      expect(isJson(value, 5)).toBe(true);
    },
  );

  it.each([[undefined], [NaN], [Infinity], [10n], [new Date(0)], [Symbol('a')], ['\ud800'], [{ a: undefined }]])(
    'refuses %p, which JSON cannot say',
    (value) => {
      expect(isJson(value, 5)).toBe(false);
    },
  );

  it('refuses a name that reaches into prototypes, however deep', () => {
    expect(isJson(JSON.parse('{"a":[{"__proto__":{"admin":true}}]}'), 9)).toBe(false);
  });

  it('refuses what is nested deeper than allowed', () => {
    expect([isJson([[1]], 2), isJson([[[1]]], 2)]).toEqual([true, false]);
  });
});
