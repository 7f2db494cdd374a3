import type { Options } from './options.ts';
import { parseAge } from './parse-age.ts';

/** The filters that were asked for, as parameters of the API's lists. */
export function parseFilters(values: Options): Record<string, string> {
  const age = values['older-than'];
  const filters = {
    status: values.status,
    kind: values.kind,
    failedStep: values['failed-step'],
    errorCode: values['error-code'],
    document: values.document,
    olderThanSeconds: age === undefined ? undefined : String(parseAge(age)),
    retrying: values.retrying === true ? 'true' : undefined,
    needsPerson: values['needs-person'] === true ? 'true' : undefined,
  };
  const given = Object.entries(filters).flatMap(([name, value]) =>
    value === undefined ? [] : [[`filter[${name}]`, value] as const],
  );
  return Object.fromEntries(given);
}
