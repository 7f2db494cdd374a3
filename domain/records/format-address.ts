import type { Address } from './address.ts';

/** An address in one line, as jobs and papers show it. */
export function formatAddress(
  address: Pick<Address, 'address_line1' | 'address_line2' | 'city' | 'state' | 'postal_code' | 'country'>,
): string {
  const region = [address.state, address.postal_code].filter((part) => part !== null).join(' ');
  return [address.address_line1, address.address_line2, address.city, region, address.country]
    .filter((part) => part !== null && part !== '')
    .join(', ');
}
