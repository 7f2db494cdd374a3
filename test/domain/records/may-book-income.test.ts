import { mayBookIncome } from '../../../domain/records/may-book-income.ts';
import { codeOf } from '../../support/code-of.ts';

const ACCOUNT = { name: 'ACC-00001', root_type: 'income', disabled: false } as const;

describe('mayBookIncome', () => {
  it('allows an income account that is not disabled', () => {
    expect(() => {
      mayBookIncome(ACCOUNT, 'FILTER');
    }).not.toThrow();
  });

  it.each([
    ['a disabled account', { disabled: true }, 'is disabled. Enable it, or give the item another income account.'],
    ['an expense account', { root_type: 'expense' }, 'is an expense account. Give the item an income account.'],
    ['an asset account', { root_type: 'asset' }, 'is an asset account. Give the item an income account.'],
    ['a liability account', { root_type: 'liability' }, 'is a liability account. Give the item an income account.'],
    ['an equity account', { root_type: 'equity' }, 'is an equity account. Give the item an income account.'],
  ] as const)('refuses %s, names it and the item, and says what to do', (_what, over, reason) => {
    const book = () => {
      mayBookIncome({ ...ACCOUNT, ...over }, 'FILTER');
    };
    expect(codeOf(book)).toBe('misconfigured');
    expect(book).toThrow(`Account ACC-00001 of item 'FILTER' ${reason}`);
  });
});
