/** Whether `JSON.parse` could have answered this, at most so many levels deep, and without a `__proto__`. */
export function isJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth - 1));
  // Of another class, or none: JSON makes neither.
  if (Object.prototype.toString.call(value) !== '[object Object]') return false;
  return Object.entries(value).every(
    ([key, item]) => key !== '__proto__' && key.isWellFormed() && isJson(item, depth - 1),
  );
}
