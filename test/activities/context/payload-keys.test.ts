import { inspect } from 'node:util';

import { PayloadKeyRing } from '../../../activities/context/payload-keys.ts';

const BASE64 = Buffer.alloc(32, 7).toString('base64');
const OTHER = Buffer.alloc(32, 9).toString('base64');

function refusalOf(text: unknown): string {
  return (PayloadKeyRing.safeParse(text).error?.issues ?? []).map(({ message }) => message).join();
}

describe('the key ring for payloads', () => {
  it('keeps the order in which keys are given, blanks around them left out', () => {
    const keys = PayloadKeyRing.parse(`2026b:${BASE64}, 2026a:${OTHER}`);
    expect(keys.map(({ id }) => id)).toEqual(['2026b', '2026a']);
    expect(keys.map(({ key }) => key.export().toString('base64'))).toEqual([BASE64, OTHER]);
  });

  it('does not show its keys when it is logged or written', () => {
    const keys = PayloadKeyRing.parse(`a:${BASE64}`);
    const shown = inspect(keys, { depth: 9, showHidden: true }) + JSON.stringify(keys);
    expect(shown).not.toContain(BASE64);
    expect(shown).not.toMatch(/07,? ?07/);
  });

  it('says how keys are given when there are none', () => {
    expect(refusalOf(undefined)).toMatch(/^is missing; give <id>:<32 bytes in base64>/);
  });

  it.each([
    '',
    ',',
    BASE64,
    `a:${BASE64},`,
    `:${BASE64}`,
    `a b:${BASE64}`,
    `a:${BASE64.slice(4)}`,
    `a:${BASE64}AAAA`,
    `a:${Buffer.alloc(31, 7).toString('base64')}`,
    `a:${Buffer.alloc(33, 7).toString('base64')}`,
    `a:${Buffer.alloc(16, 7).toString('base64')}`,
    `a:${BASE64},a:${OTHER}`,
    `a:${BASE64},${'b'.repeat(3_000)}`,
    Array.from({ length: 21 }, (_, index) => `${String(index)}:${BASE64}`).join(),
  ])('refuses %j, without repeating it', (text) => {
    expect(refusalOf(text)).not.toBe('');
    expect(refusalOf(text)).not.toContain(BASE64.slice(0, 8));
  });

  it('says that two keys have one id', () => {
    expect(refusalOf(`a:${BASE64},a:${OTHER}`)).toBe('two keys have the same id');
  });
});
