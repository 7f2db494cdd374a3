/**
 * The text on one line, without control characters and without marks that are not seen but reorder or hide others: what others wrote
 * must not steer the terminal.
 */
export const printable = (text: string): string =>
  text.replaceAll(/\p{Cf}+/gu, '').replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
