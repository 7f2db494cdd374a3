import type { DocumentDefinition, Right } from './documents/define-document.ts';

/** Roles of people, and `operation`: the service actor that carries out the steps of an accepted operation. */
export const ROLES = [
  'system_manager',
  'dartwing_user',
  'dispatch_manager',
  'field_technician',
  'accounts_manager',
  'hr_manager',
  'inbox_manager',
  'support_manager',
  'sales_manager',
  'employee',
  'operation',
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that may be given to a person or a key. */
export const GIVEN_ROLES = ROLES.filter((role) => role !== 'operation');

/** What a key may be used for at all; what its holder may do with a document is decided by roles. */
export const SCOPES = [
  'jobs:read',
  'jobs:write',
  'documents:read',
  'documents:write',
  'operations:read',
  'operations:write',
  'keys:write',
] as const;
export type KeyScope = (typeof SCOPES)[number];

/** True when one of the roles holds the right on the type. An operation acts with the rights checked at its acceptance. */
export function mayDo(definition: DocumentDefinition, roles: readonly Role[], right: Right): boolean {
  return roles.some((role) => role === 'operation' || (definition.rights[role]?.includes(right) ?? false));
}
