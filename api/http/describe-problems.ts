import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';

import { Fault, type FaultCode } from '../../domain/errors.ts';
import { Problem, PROBLEM_TYPE, problemOf } from './problem.ts';
import type { Route } from './route.ts';

/** Where a route can fail: by what guards it, by what carries it, and by its verb. */
function faultsOf(route: Route): FaultCode[] {
  const guarded: FaultCode[] = route.scope === null ? [] : ['invalid', 'unauthenticated', 'forbidden', 'rate_limited'];
  const sized: FaultCode[] = route.body === null ? [] : ['too_large'];
  return [...new Set<FaultCode>([...guarded, ...sized, 'unavailable', ...(route.faults ?? [])])];
}

function exampleOf(code: FaultCode, unread: boolean): Problem {
  const fields = code === 'invalid' ? { fields: [{ pointer: '/title', detail: 'Is required' }] } : {};
  const fault = new Fault(code, 'What happened, and what to do about it.', { ...fields, ...(unread && { unread }) });
  return problemOf(fault, { traceId: '0c5b1c1e-6f0d-4a55-9c0b-5d1f2f3a4b5c', instance: '/v1/jobs' });
}

function examplesOf(route: Route): Problem[] {
  return faultsOf(route).flatMap((code) => {
    const read = code === 'invalid' && route.body === null ? [] : [exampleOf(code, false)];
    const unread = code === 'invalid' || code === 'stale' ? [exampleOf(code, true)] : [];
    return [...read, ...unread];
  });
}

/** Describes the refusals of routes. Equal ones become one component, which each route refers to. */
export function createProblemDescriber(): (route: Route) => ZodOpenApiResponsesObject {
  const known = new Map<string, ZodOpenApiResponseObject>();
  const describe = (example: Problem): ZodOpenApiResponseObject => {
    const id = `${example.code}_${String(example.status)}`;
    const content = { [PROBLEM_TYPE]: { schema: Problem, example } };
    const described = known.get(id) ?? { id, description: example.title, content };
    known.set(id, described);
    return described;
  };
  return (route) => {
    const examples = examplesOf(route).sort((a, b) => a.status - b.status);
    return Object.fromEntries(examples.map((example) => [String(example.status), describe(example)]));
  };
}
