import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

import fc from 'fast-check';

import { base62, SECRET_FORM, secretChecksum } from '../../../domain/people/api-key-secret.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const randoms = fc.stringMatching(/^[0-9A-Za-z]{40}$/);
const fromBase62 = (text: string): number =>
  [...text].reduce((sum, character) => sum * 62 + ALPHABET.indexOf(character), 0);

describe('base62', () => {
  it('gives every character from the same number of bytes, so that none is likelier', () => {
    const counts = new Map<string, number>();
    for (const character of base62(Array.from({ length: 256 }, (_, byte) => byte)))
      counts.set(character, (counts.get(character) ?? 0) + 1);
    expect([...counts.keys()].join('')).toBe(ALPHABET);
    expect(new Set(counts.values())).toEqual(new Set([4]));
  });

  it('leaves the bytes out that have no fair character', () => {
    expect(base62([248, 249, 250, 251, 252, 253, 254, 255])).toBe('');
    expect(base62([0, 61, 62, 247])).toBe('0z0z');
  });
});

describe('secretChecksum', () => {
  it('is the CRC-32 of the random part in six characters', () => {
    fc.assert(
      fc.property(randoms, (random) => {
        const checksum = secretChecksum(random);
        expect(checksum).toMatch(/^[0-9A-Za-z]{6}$/);
        expect(fromBase62(checksum)).toBe(crc32(random));
      }),
    );
  });

  it('notices each single mistyped character, and two that were swapped', () => {
    const random = base62(randomBytes(200)).slice(0, 40);
    for (const [place, right] of [...random].entries()) {
      const wrong = right === 'A' ? 'B' : 'A';
      expect(secretChecksum(random.slice(0, place) + wrong + random.slice(place + 1))).not.toBe(secretChecksum(random));
    }
    fc.assert(
      fc.property(randoms, fc.nat(38), (text, place) => {
        const swapped = text.slice(0, place) + (text[place + 1] ?? '') + (text[place] ?? '') + text.slice(place + 2);
        expect(secretChecksum(swapped) === secretChecksum(text)).toBe(swapped === text);
      }),
    );
  });
});

describe('SECRET_FORM', () => {
  const random = 'a'.repeat(40);
  const secret = `dw_live_${random}${secretChecksum(random)}`;

  it('takes a secret apart into kind, random part and checksum', () => {
    expect(SECRET_FORM.exec(secret)?.slice(1)).toEqual(['live', random, secretChecksum(random)]);
    expect(SECRET_FORM.test(secret.replace('live', 'test'))).toBe(true);
  });

  it.each([
    '',
    secret.slice(0, -1),
    `${secret}0`,
    `${secret}\n`,
    ` ${secret}`,
    secret.replace('live', 'prod'),
    secret.replace('dw_', 'DW_'),
    secret.replace('aaaa', 'aa-a'),
    secret.replace('aaaa', 'aaáa'),
  ])('refuses %j', (text) => {
    expect(SECRET_FORM.test(text)).toBe(false);
  });
});
