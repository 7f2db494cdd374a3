import { uniqueKeys } from '../../../domain/documents/unique-keys.ts';

describe('uniqueKeys', () => {
  it('names each key as people read it', () => {
    expect(uniqueKeys({ unique: ['email', ['employee', 'date']] })).toEqual(['email', 'employee and date']);
    expect(uniqueKeys({})).toEqual([]);
  });
});
