import { Fault, FAULTS } from '../../domain/errors.ts';
import { takeDecision, type DecisionRequest } from './take-decision.ts';

const AT_ONCE = 5;

interface Outcome {
  readonly operation: string;
  /** Null when the run has taken the decision. */
  readonly fault: Fault | null;
  /** The cause lies with us and would meet the others too. */
  readonly stops: boolean;
}

/**
 * Takes decisions, some at once, in their order. A refusal concerns its operation only; the first outage ends the whole, and what
 * had not begun is left out of the answer.
 */
export async function decideEach(requests: readonly DecisionRequest[]): Promise<Outcome[]> {
  const outcomes = new Map<number, Outcome>();
  const left = requests.entries();
  const work = async () => {
    for (const [index, request] of left) {
      if ([...outcomes.values()].some(({ stops }) => stops)) return;
      outcomes.set(index, await outcomeOf(request));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return [...outcomes].sort(([a], [b]) => a - b).map(([, outcome]) => outcome);
}

async function outcomeOf(request: DecisionRequest): Promise<Outcome> {
  const { operation } = request;
  try {
    await takeDecision(request);
    return { operation, fault: null, stops: false };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { operation, fault: error, stops: FAULTS[error.code].status >= 500 };
  }
}
