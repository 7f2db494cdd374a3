import type { DocumentDefinition, Right } from '../../domain/documents/define-document.ts';
import { Fault } from '../../domain/errors.ts';
import { mayDo } from '../../domain/permissions.ts';
import type { Scope } from '../../domain/scope.ts';
import { nounOf } from '../../domain/documents/noun-of.ts';

/** Throws `forbidden` unless one of the scope's roles holds the right on the type. */
export function checkRight(definition: DocumentDefinition, scope: Scope, right: Right): void {
  if (!mayDo(definition, scope.roles, right)) {
    throw new Fault(
      'forbidden',
      `Your roles do not include the right '${right}' on ${nounOf(definition)}. Ask an administrator of your organization.`,
    );
  }
}
