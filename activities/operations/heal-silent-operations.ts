import { Fault, type FaultCode } from '../../domain/errors.ts';
import { waitsForPerson } from '../../domain/operation-groups.ts';
import { operationScope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import type { AskRun } from './ask-run.ts';
import { HEALING } from './find-organizations-to-heal.ts';
import { getOperation } from './get-operation.ts';
import { healOperation } from './heal-operation.ts';
import { runOf } from './run-of.ts';

const AT_ONCE = 5;

/**
 * What came of one operation: `right` when its rows had nothing to learn, a code when it could not be asked or written, `bug` when
 * something failed that only repaired code can cure.
 */
export interface HealingResult {
  id: string;
  outcome: 'healed' | 'right' | 'bug' | FaultCode;
}

/**
 * Heals the rows of these operations of one organization from what Temporal says, one result for each. One that cannot be healed
 * keeps no other from it. Safe to repeat: what is healed is right, or closed, the next time.
 */
export async function healSilentOperations(
  ctx: Context,
  { organizationId, ids, askRun }: { organizationId: string; ids: string[]; askRun: AskRun },
): Promise<HealingResult[]> {
  const scope = operationScope(organizationId, HEALING);
  const heal = async (id: string): Promise<HealingResult> => {
    try {
      const operation = await getOperation(ctx, { scope, id });
      // Thousands may wait for weeks: as long as the run does so too, its report tells what the rows tell.
      const onlyOnceClosed = waitsForPerson(operation.status);
      const truth = await askRun({ ...runOf(operation), onlyOnceClosed });
      return { id, outcome: (await healOperation(ctx, { operation, truth })) ? 'healed' : 'right' };
    } catch (error) {
      if (error instanceof Fault) return { id, outcome: error.code };
      ctx.log.error(
        { err: error, organizationId, runId: id.split('.').at(-1) },
        'the rows of an operation were not healed because of a bug',
      );
      return { id, outcome: 'bug' };
    }
  };
  const results: HealingResult[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    results.push(...(await Promise.all(ids.slice(start, start + AT_ONCE).map(heal))));
  }
  return results;
}
