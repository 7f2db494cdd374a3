const LONGEST = 500;
const CUT = '…';

/** What must never stand in a log, whoever put it there. The forms are wide: a hidden id costs less than a shown person. */
const HIDDEN: readonly [form: RegExp, instead: string][] = [
  [/\bdw_(?:live|test)_[0-9A-Za-z]+/g, '[api key]'],
  [/\b(?:bearer|basic)\s+[\w.~+/=-]+/gi, '[credentials]'],
  // Three parts of base64url: a JWT.
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[credentials]'],
  [/(?<=:\/\/)[^\s/@]*@/g, '[credentials]@'],
  // 32 bytes as base64, the form of our keys.
  [/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=/g, '[key]'],
  [/[^\s@<>()[\]"',;:/]+@[^\s@<>()[\]"',;:/]+\.[^\s@<>()[\]"',;:/]+/g, '[e-mail]'],
  [/\+\d(?:[ .()/-]{0,2}\d){6,14}/g, '[phone]'],
  [/(?<![\w.-])\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?![\w-])/g, '[phone]'],
  [/(?<![\w.-])\d{10,15}(?![\w-])/g, '[number]'],
];

/** The text without what looks like an address, a phone number, a key or credentials, and cut after 500 characters. */
export function scrubText(text: string): string {
  // Cut first, so that a text of any length costs little; twice the length, so that no half of a secret escapes its form.
  const near = text.slice(0, 2 * LONGEST);
  const scrubbed = HIDDEN.reduce((rest, [form, instead]) => rest.replaceAll(form, instead), near);
  return scrubbed.length > LONGEST ? scrubbed.slice(0, LONGEST) + CUT : scrubbed;
}
