/** The form of an API key: prefix, 40 base62 characters, 6 characters of checksum. Scanners for leaked secrets know it by that. */
export const SECRET_FORM = /^dw_(live|test)_([0-9A-Za-z]{40})([0-9A-Za-z]{6})$/;

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Bytes as base62 characters. A byte of 248 or more has no fair character and is left out. */
export const base62 = (bytes: Iterable<number>): string =>
  [...bytes]
    .filter((byte) => byte < 248)
    .map((byte) => ALPHABET[byte % 62])
    .join('');

/** A checksum that tells a mistyped key from an unknown one without a look into the database (CRC-32 of the random part). */
export function secretChecksum(random: string): string {
  let crc = 0xffffffff;
  for (const character of random) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  let rest = (crc ^ 0xffffffff) >>> 0;
  let text = '';
  for (let place = 0; place < 6; place += 1) {
    text = (ALPHABET[rest % 62] ?? '0') + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}
