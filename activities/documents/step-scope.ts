import { operationOfKey } from '../../domain/operation-id.ts';
import { operationScope, type Scope } from '../../domain/scope.ts';

/** The scope of a step: the service actor in the step's organization, with the operation as the cause of what it changes. */
export const stepScope = ({ organizationId, key }: { organizationId: string; key: string }): Scope =>
  operationScope(organizationId, operationOfKey(key));
