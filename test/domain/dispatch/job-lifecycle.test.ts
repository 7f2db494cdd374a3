import { JOB_STATUS, type JobStatus } from '../../../domain/dispatch/job.ts';
import { mayBecome } from '../../../domain/dispatch/job-lifecycle.ts';
import { Fault } from '../../../domain/errors.ts';

// Rows: the state a job is in; columns: the state it shall get. The whole matrix, so that a new state needs a decision.
const MATRIX: Record<JobStatus, Record<JobStatus, 'yes' | 'no'>> = {
  draft: row('no yes yes no no no no yes'),
  unassigned: row('no no yes no no no no yes'),
  assigned: row('no yes yes yes yes no no yes'),
  en_route: row('no no yes no yes no no yes'),
  arrived: row('no no no no no yes yes yes'),
  in_progress: row('no no no no no no yes yes'),
  completed: row('no no no no no no no no'),
  cancelled: row('no no no no no no no no'),
};

function row(cells: string): Record<JobStatus, 'yes' | 'no'> {
  const [draft, unassigned, assigned, en_route, arrived, in_progress, completed, cancelled] = cells
    .split(' ')
    .map((cell) => (cell === 'yes' ? 'yes' : 'no'));
  const no = 'no';
  return {
    draft: draft ?? no,
    unassigned: unassigned ?? no,
    assigned: assigned ?? no,
    en_route: en_route ?? no,
    arrived: arrived ?? no,
    in_progress: in_progress ?? no,
    completed: completed ?? no,
    cancelled: cancelled ?? no,
  };
}

const PAIRS = JOB_STATUS.flatMap((from) => JOB_STATUS.map((to) => ({ from, to, allowed: MATRIX[from][to] })));

function refusal(from: JobStatus, to: JobStatus): Fault | undefined {
  try {
    mayBecome('JOB-2026-00001', from, to);
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

describe('the lifecycle of a job', () => {
  it.each(PAIRS)('from $from to $to: $allowed', ({ from, to, allowed }) => {
    expect(refusal(from, to)?.code).toBe(allowed === 'yes' ? undefined : 'conflict');
  });

  it('is whole: every state leads on to an end, and the ends lead nowhere', () => {
    const reaches = (from: JobStatus, seen: JobStatus[] = []): boolean =>
      MATRIX[from].cancelled === 'yes' ||
      JOB_STATUS.some((to) => MATRIX[from][to] === 'yes' && !seen.includes(to) && reaches(to, [...seen, from]));
    for (const from of JOB_STATUS) expect(reaches(from)).toBe(from !== 'completed' && from !== 'cancelled');
  });

  it('says which state must come first', () => {
    expect(refusal('assigned', 'completed')?.message).toBe(
      'Job JOB-2026-00001 is assigned and cannot become completed. It must be arrived or in_progress first.',
    );
  });

  it('names no state where none leads there', () => {
    expect(refusal('assigned', 'draft')?.message).toBe('Job JOB-2026-00001 is assigned and cannot become draft.');
  });
});
