import type { Job } from '../../domain/dispatch/job.ts';
import { Fault } from '../../domain/errors.ts';
import { address as addressDefinition } from '../../domain/records/address.ts';
import { contact as contactDefinition } from '../../domain/records/contact.ts';
import { customer as customerDefinition } from '../../domain/records/customer.ts';
import { formatAddress } from '../../domain/records/format-address.ts';
import type { Tx } from '../context/database/tx.ts';
import { linkedDocument } from '../documents/linked-document.ts';

type Links = { customer: string | undefined; address: string | undefined; contact: string | null | undefined };

/**
 * What a job says about its place, from its customer and address. Throws `not_found` for names that are not there, `invalid` when
 * address or contact belong to another customer.
 */
export async function resolvePlace(
  tx: Tx,
  links: Links,
): Promise<Pick<Job, 'formatted_address' | 'latitude' | 'longitude'>> {
  const customer = await linkedDocument(tx, customerDefinition, { pointer: '/customer', name: links.customer });
  const place = await linkedDocument(tx, addressDefinition, { pointer: '/address', name: links.address });
  refuseForeign({ pointer: '/address', owner: place.customer, customer: customer.name });
  if (links.contact !== null && links.contact !== undefined) {
    const contact = await linkedDocument(tx, contactDefinition, { pointer: '/contact', name: links.contact });
    refuseForeign({ pointer: '/contact', owner: contact.customer, customer: customer.name });
  }
  return { formatted_address: formatAddress(place), latitude: place.latitude, longitude: place.longitude };
}

function refuseForeign({ pointer, owner, customer }: { pointer: string; owner: string; customer: string }): void {
  if (owner === customer) return;
  const detail = `Belongs to another customer than ${customer}`;
  throw new Fault('invalid', `${pointer}: ${detail}`, { fields: [{ pointer, detail }] });
}
