/** True for a code that ISO 4217 lists and this runtime knows. */
export const isCurrency = (code: string): boolean => Intl.supportedValuesOf('currency').includes(code);

/** True for an IANA zone that this runtime can compute with. */
export function isTimeZone(zone: string): boolean {
  // Intl takes bare offsets too; those know no summer time.
  if (/^[+-]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false; // RangeError is the only way Intl says no
  }
}
