import type { FieldFault } from '../errors.ts';
import type { DocumentDefinition } from './define-document.ts';

type Plain = Readonly<Record<string, unknown>>;

/** The states that cannot follow the ones before them, by the `next` of each select. */
export function stateFaults(definition: DocumentDefinition, before: Plain, after: Plain): FieldFault[] {
  return Object.entries(definition.fields).flatMap(([key, field]) => {
    if (field.kind !== 'select' || field.next === undefined || before[key] === after[key]) return [];
    const from = Object.entries<readonly string[]>(field.next).find(([state]) => state === before[key]);
    // Null before: any state may be the first.
    if (from === undefined || from[1].some((state) => state === after[key])) return [];
    const [state, next] = from;
    const may = next.length === 0 ? 'nothing' : next.join(' or ');
    return [{ pointer: `/${key}`, detail: `After ${state} may come ${may}, not ${String(after[key])}` }];
  });
}
