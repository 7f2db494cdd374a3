import { Fault } from '../../domain/errors.ts';
import type { Said } from './decision-rows.ts';

type Content = Omit<Said, 'id'>;

/** Throws `conflict` unless what a key was sent with before is said again: by the same person, for the same reason. */
export function checkSameContent(before: Content, said: Content): void {
  if (contentOf(before) === contentOf(said)) return;
  throw new Fault(
    'conflict',
    'This Idempotency-Key was sent with another decision. Send a new key with a new decision.',
  );
}

const contentOf = ({ action, step_name, found, input, note, actor }: Content): string =>
  JSON.stringify([action, step_name, found, Object.entries(input ?? {}).sort(), note, actor]);
