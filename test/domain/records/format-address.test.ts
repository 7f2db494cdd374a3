import { formatAddress } from '../../../domain/records/format-address.ts';

const SHOP = {
  address_line1: '14 Harbor Street',
  address_line2: 'Rear entrance',
  city: 'Duluth',
  state: 'MN',
  postal_code: '55802',
  country: 'US',
};

describe('formatAddress', () => {
  it.each([
    ['whole', {}, '14 Harbor Street, Rear entrance, Duluth, MN 55802, US'],
    ['without second line', { address_line2: null }, '14 Harbor Street, Duluth, MN 55802, US'],
    ['without state', { state: null }, '14 Harbor Street, Rear entrance, Duluth, 55802, US'],
    ['without postal code', { postal_code: null }, '14 Harbor Street, Rear entrance, Duluth, MN, US'],
    ['without region', { state: null, postal_code: null }, '14 Harbor Street, Rear entrance, Duluth, US'],
    ['with the least', { address_line2: null, state: null, postal_code: null }, '14 Harbor Street, Duluth, US'],
  ])('%s', (_what, over, line) => {
    expect(formatAddress({ ...SHOP, ...over })).toBe(line);
  });
});
