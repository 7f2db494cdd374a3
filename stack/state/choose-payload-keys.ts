import { PayloadKeyRing } from '../../activities/context/payload-keys.ts';
import { StackError } from '../stack-error.ts';

/**
 * The key ring for a Temporal: the given one, else the one that was kept in the file at `path`. Throws when the given one is none, or
 * lacks a key that was kept: what Temporal stores may be encrypted with it.
 */
export function choosePayloadKeys({
  path,
  kept,
  given,
}: {
  path: string;
  kept: string | undefined;
  given: string | undefined;
}): string | undefined {
  if (given === undefined) return kept;
  const { error } = PayloadKeyRing.safeParse(given);
  if (error !== undefined) {
    const reason = error.issues.map(({ message }) => message).join('; ');
    throw new StackError('usage', `TEMPORAL_PAYLOAD_KEYS is no key ring: ${reason}. Correct it, or unset it.`);
  }
  const missing = kept === undefined ? [] : entriesOf(kept).filter((entry) => !entriesOf(given).includes(entry));
  if (missing.length === 0) return given;
  const ids = missing.map((entry) => `'${entry.replace(/:.*/, '')}'`).join(', ');
  throw new StackError(
    'usage',
    `TEMPORAL_PAYLOAD_KEYS lacks a key that this Temporal was used with before: ${ids}. Add it behind yours as it stands in ${path}, or unset the variable. A key that nothing is encrypted with any more is taken out of that file.`,
  );
}

const entriesOf = (ring: string): string[] => ring.split(',').map((entry) => entry.trim());
