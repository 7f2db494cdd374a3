import { mayBecome } from '../../domain/dispatch/job-lifecycle.ts';
import { job as jobDefinition, type Job } from '../../domain/dispatch/job.ts';
import { Fault } from '../../domain/errors.ts';
import { employee as employeeDefinition } from '../../domain/records/employee.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Context } from '../context/context.ts';
import { withTx } from '../context/database/with-tx.ts';
import { linkedDocument } from '../documents/linked-document.ts';
import { lockDocument } from '../documents/lock-document.ts';
import { updateDocument } from '../documents/update-document.ts';

interface AssignJobInput {
  scope: Scope;
  name: string;
  employee: string;
  reason?: string | undefined;
  ifVersion?: number | undefined;
}

/** Gives a job to a technician and adds a row to its history. The same technician again changes nothing. */
export function assignJob(ctx: Context, { scope, name, employee, reason, ifVersion }: AssignJobInput): Promise<Job> {
  return withTx(ctx, scope, async (tx) => {
    const job = await lockDocument(tx, jobDefinition, { right: 'write', name, ifVersion });
    if (job.status === 'assigned' && job.assigned_to === employee) return job;
    mayBecome(name, job.status, 'assigned');
    const technician = await linkedDocument(tx, employeeDefinition, { pointer: '/employee', name: employee });
    if (technician.status !== 'active' || !technician.dispatch_enabled) {
      throw new Fault('invalid', `Employee ${employee} is not active, or not enabled for dispatch`, {
        fields: [{ pointer: '/employee', detail: 'Cannot be given jobs' }],
      });
    }
    const before = job.assignments.map((row) =>
      row.status === 'assigned' ? { ...row, status: 'reassigned' as const } : row,
    );
    const given = {
      employee,
      assigned_at: tx.at,
      assigned_by: scope.actor,
      reason: reason ?? null,
      status: 'assigned' as const,
    };
    return updateDocument(tx, jobDefinition, {
      document: job,
      changes: {
        assigned_to: employee,
        assigned_at: tx.at,
        assigned_by: scope.actor,
        assignment_method: 'manual',
        status: 'assigned',
        status_updated_at: tx.at,
        assignments: [...before, given],
      },
    });
  });
}
