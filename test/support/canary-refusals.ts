import { job } from '../../domain/dispatch/job.ts';
import type { Ask } from './ask-over-http.ts';
import type { Canaries } from './canaries.ts';

interface Wrong {
  ask: Ask;
  words: Canaries;
  /** Of a completed job. */
  job: string;
  id: string;
  /** A key of another organization. */
  stranger: string;
  /** A key that may only read jobs. */
  reader: string;
}

/** Asks for what the API refuses, with new words wherever a caller may put some. */
export async function askWrongly({ ask, words, job: name, id, stranger, reader }: Wrong): Promise<void> {
  const operation = `/v1/operations/${encodeURIComponent(id)}`;
  const texts: Record<string, unknown> = words.plant(job, { customer: 'CUST-00001' });
  const others: Record<string, unknown> = words.plantFields(job, ['technician_notes', 'signed_by_name']);
  const note = () => words.text('a refused note');

  for (const [field, value] of Object.entries(texts)) {
    const body = { scheduled_date: '2026-12-01', [field]: typeof value === 'string' ? value.repeat(20_000) : [value] };
    await ask('POST', '/v1/jobs', { body });
  }
  await ask('POST', '/v1/jobs', { body: `${words.text('a body that is no JSON')} {` });
  await ask('POST', '/v1/jobs', { body: { title: `${note()}\u0000` } });
  await ask('PATCH', `/v1/jobs/${name}`, { body: texts });
  await ask('PATCH', `/v1/jobs/${name}`, { body: { title: note() }, headers: { 'If-Match': '"v1"' } });
  await ask('POST', `/v1/jobs/${name}/complete`, { body: others });
  await ask('POST', `/v1/jobs/${name}/assign`, { body: { employee: 'EMP-99999', reason: note() } });
  await ask('GET', `/v1/jobs?filter[customer]=${note()}&cursor=${note()}`);
  await ask('GET', `/v1/operations?filter[status]=${note()}`);
  await ask('GET', '/v1/jobs', { secret: `dw_live_${note()}` });
  await ask('GET', '/v1/jobs', {
    headers: { 'Idempotency-Key': note(), 'User-Agent': note(), Referer: `https://${note()}.example` },
  });
  const decision = { step: 'invoice', action: 'retry' };
  await ask('POST', `${operation}/decide`, { body: { ...decision, note: note() } });
  await ask('POST', `${operation}/decide`, { body: { ...decision, note: note().repeat(200) } });
  await ask('POST', `${operation}/decide`, { body: { ...decision, note: note(), action: note() } });
  await ask('POST', `${operation}/cancel`, { body: { note: note() } });
  await ask('POST', `${operation}/resolve`, { body: { note: note() } });
  for (const path of [`/v1/jobs/${name}`, operation, `/v1/jobs/${name}/comments`])
    await ask('GET', path, { secret: stranger });
  for (const path of [`/v1/jobs/${name}/complete`, `${operation}/cancel`, `${operation}/resolve`])
    await ask('POST', path, { secret: stranger, body: { note: note() } });
  await ask('POST', `/v1/jobs/${name}/complete`, { secret: reader, body: others });
  await ask('POST', `${operation}/resolve`, { secret: reader, body: { note: note() } });
  // A path that nobody has, with what a person might have pasted into it.
  await ask('GET', `/v1/${note()}?name=${note()}`);
}
