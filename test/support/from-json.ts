/** What a parser makes of a text; an own `__proto__` can be written in no other way. */
export function fromJson(text: string): Record<string, unknown> {
  const parsed: Record<string, unknown> = JSON.parse(text);
  return parsed;
}
