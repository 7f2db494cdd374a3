import type { DocStatus } from '../documents/define-document.ts';
import { nounOf } from '../documents/noun-of.ts';
import { Fault } from '../errors.ts';

/** A paper as it stands, and whom it is for: a customer, or the employee whose hours it holds. */
interface FoundPaper {
  doctype: string;
  name: string;
  docstatus: DocStatus;
  of: string;
  dispatch_job: string | null;
  dartwing_key: string | null;
}

/** What it must be for to become the paper of a step. */
interface Claim {
  job: string;
  key: string;
  of: string;
}

/** Throws `conflict`, with what to do, unless the paper that a person found or made by hand may become that of a step. */
export function mayAdopt(paper: FoundPaper, { job, key, of }: Claim): void {
  const refuse = (reason: string) =>
    new Fault('conflict', `Job ${job} cannot take ${nounOf(paper)} ${paper.name}: ${reason}`);
  if (paper.docstatus === 'draft') throw refuse('it is a draft. Submit it, or name another one.');
  if (paper.docstatus === 'cancelled') throw refuse('it is cancelled. Name one that is submitted.');
  if (paper.of !== of) throw refuse(`it is of ${paper.of}. Name one of ${of}.`);
  if (paper.dispatch_job !== null && paper.dispatch_job !== job)
    throw refuse(`it belongs to job ${paper.dispatch_job}. Name another one.`);
  if (paper.dartwing_key !== null && paper.dartwing_key !== key)
    throw refuse('another operation made it or took it. Name another one.');
}
