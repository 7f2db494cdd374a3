import { nounOf } from '../../../domain/documents/noun-of.ts';

describe('nounOf', () => {
  it.each([
    ['customer', 'customer'],
    ['dispatch_job_type', 'dispatch job type'],
  ])('calls %s a %s', (doctype, noun) => {
    expect(nounOf({ doctype })).toBe(noun);
  });
});
