/** Where an operation, or something that may be done about it, is found in the API. */
export const operationPath = (id: string, verb?: 'decide' | 'cancel' | 'resolve' | 'events'): string =>
  `/v1/operations/${encodeURIComponent(id)}${verb === undefined ? '' : `/${verb}`}`;
