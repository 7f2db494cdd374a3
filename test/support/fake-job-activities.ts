import type { DispatchCoreActivities, DispatchRecordsActivities } from '../../activities/dispatch/activities.ts';
import type { OperationActivities } from '../../activities/operations/activities.ts';
import { Fault } from '../../domain/errors.ts';
import type { OperationReport, OperationRun, StepInput } from '../../domain/operation.ts';

export type StepName = 'close' | 'invoice' | 'timesheet' | 'delivery' | 'activity';
type Call = StepName | `${StepName}:adopt` | `${StepName}:undo` | 'record';

/** What the next attempt of a call does instead of working. */
interface Turn {
  fails?: Error;
  /** The effect happens, and only then it fails. */
  afterEffect?: true;
  /** It works when this resolves. */
  holds?: Promise<unknown>;
  /** Happens first. */
  meanwhile?: () => Promise<unknown>;
}

/** One job and what became of it: every effect in the order in which it happened. */
export class FakeJob {
  billable = true;
  usedStock = false;
  /** `+invoice` for an effect, `-invoice` for its end. */
  readonly effects: string[] = [];
  readonly keys: string[] = [];
  /** What each attempt that worked was given beside the key. */
  readonly inputs: Record<string, unknown>[] = [];
  readonly attempts: Call[] = [];
  /** What was taken back by hand, and is no longer on the job. */
  readonly letGo: StepName[] = [];
  readonly reports: { run: OperationRun; report: OperationReport }[] = [];
  readonly #turns = new Map<Call, Turn[]>();
  readonly #papers = new Map<string, 'made' | 'undone'>();

  /** The next attempts of a call, in turn; after them it works. */
  next(call: Call, ...turns: Turn[]): this {
    this.#turns.set(call, turns);
    return this;
  }

  do(step: StepName, input: StepInput): Promise<void> {
    return this.#make(step, { call: step, input });
  }

  /** The same by a person's hand. */
  adopt(step: StepName, input: StepInput & { found: string }): Promise<void> {
    return this.#make(step, { call: `${step}:adopt`, input });
  }

  /** A person took it back by hand. */
  takenBack(step: StepName): void {
    for (const [key, state] of this.#papers) {
      if (!key.endsWith(`/${step}`) || state === 'undone') continue;
      this.effects.push(`-${step}`);
      this.#papers.set(key, 'undone');
    }
  }

  async #make(step: StepName, { call, input }: { call: Call; input: StepInput }): Promise<void> {
    const { key, ...given } = input;
    const turn = await this.#take(call);
    if (turn.fails !== undefined && turn.afterEffect !== true) throw turn.fails;
    if (this.#papers.get(key) === 'undone') throw new Fault('conflict', `Step ${step} was undone`);
    if (!this.#papers.has(key)) {
      this.#papers.set(key, 'made');
      this.effects.push(`+${step}`);
      this.keys.push(key);
      this.inputs.push(given);
    }
    if (turn.fails !== undefined) throw turn.fails;
  }

  async undo(step: StepName, { key }: StepInput): Promise<void> {
    const turn = await this.#take(`${step}:undo`);
    if (turn.fails !== undefined) throw turn.fails;
    if (this.#papers.get(key) === 'made') this.effects.push(`-${step}`);
    this.#papers.set(key, 'undone');
  }

  async record(run: OperationRun, report: OperationReport): Promise<void> {
    const { fails } = await this.#take('record');
    if (fails !== undefined) throw fails;
    this.reports.push({ run, report });
  }

  async #take(call: Call): Promise<Turn> {
    this.attempts.push(call);
    const turn = this.#turns.get(call)?.shift() ?? {};
    await turn.meanwhile?.();
    await turn.holds;
    return turn;
  }
}

type Activities = DispatchCoreActivities & DispatchRecordsActivities & OperationActivities;

/** The activities of completing a job over jobs in memory; a job is made when it is first named. */
export function createFakeJobActivities() {
  const jobs = new Map<string, FakeJob>();
  const jobOf = ({ organizationId, name }: { organizationId: string; name: string }): FakeJob => {
    const id = `${organizationId}/${name}`;
    const job = jobs.get(id) ?? new FakeJob();
    jobs.set(id, job);
    return job;
  };
  const paper = (step: StepName) => async (input: StepInput) => {
    await jobOf(input).do(step, input);
    return { name: `${step} of ${input.name}` };
  };
  const found = (step: StepName) => async (input: StepInput & { found: string }) => {
    await jobOf(input).adopt(step, input);
    return { name: input.found };
  };
  const letGo = (step: StepName) => (input: StepInput) => {
    jobOf(input).letGo.push(step);
    return Promise.resolve();
  };
  const undo = (step: StepName) => (input: StepInput) => jobOf(input).undo(step, input);
  const activities: Activities = {
    closeJob: async (input) => {
      const job = jobOf(input);
      await job.do('close', input);
      return { billable: job.billable, usedStock: job.usedStock };
    },
    reopenJob: undo('close'),
    unlinkJobInvoice: letGo('invoice'),
    unlinkJobDeliveryNote: letGo('delivery'),
    createJobInvoice: paper('invoice'),
    adoptJobInvoice: found('invoice'),
    cancelJobInvoice: undo('invoice'),
    createJobTimesheet: paper('timesheet'),
    adoptJobTimesheet: found('timesheet'),
    deleteJobTimesheet: undo('timesheet'),
    createJobDeliveryNote: paper('delivery'),
    adoptJobDeliveryNote: found('delivery'),
    cancelJobDeliveryNote: undo('delivery'),
    recordJobActivity: paper('activity'),
    recordOperation: ({ run, report }) => jobOf(run).record(run, report),
  };
  return { activities, jobOf };
}
