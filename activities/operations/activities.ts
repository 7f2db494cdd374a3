import type { OperationReport, OperationRun } from '../../domain/operation.ts';
import { operationScope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import type { AskRun } from './ask-run.ts';
import { findOrganizationsToHeal, HEALING } from './find-organizations-to-heal.ts';
import { findSilentOperations, type SilentCursor } from './find-silent-operations.ts';
import { healSilentOperations } from './heal-silent-operations.ts';
import { recordOperation } from './record-operation.ts';

/** The projection of operations that a workflow writes itself, as local activities. */
export const createOperationActivities = (ctx: Context) => ({
  recordOperation: async (input: { run: OperationRun; report: OperationReport }) => {
    await recordOperation(ctx, input);
  },
});
export type OperationActivities = ReturnType<typeof createOperationActivities>;

/** What keeps that projection true: rows that fell behind are healed from what Temporal says. */
export const createHealingActivities = (ctx: Context, askRun: AskRun) => ({
  findOrganizationsToHeal: (input: { after: string }) => findOrganizationsToHeal(ctx, input),
  findSilentOperations: ({ organizationId, ...batch }: SilentBatch) =>
    findSilentOperations(ctx, { scope: operationScope(organizationId, HEALING), ...batch }),
  healSilentOperations: (input: { organizationId: string; ids: string[] }) =>
    healSilentOperations(ctx, { ...input, askRun }),
});
export type HealingActivities = ReturnType<typeof createHealingActivities>;

interface SilentBatch {
  organizationId: string;
  after: SilentCursor | null;
  limit: number;
}
