import { SCOPES } from '../../../domain/permissions.ts';
import { testRepairs } from '../../support/api-repairs.ts';
import { fromJson } from '../../support/from-json.ts';
import { aKey } from '../../support/organizations.ts';
import { serveOnLoopback } from '../../support/serve-on-loopback.ts';
import { runOperations } from './run-operations.ts';

const { ctx, started, worker, world } = testRepairs();
jest.setTimeout(120_000);

let url = '';
beforeAll(async () => {
  ({ url } = await serveOnLoopback((request, response) => {
    started().app(request, response);
  }));
});

/** A world with a shell that has a key to it. */
async function atTheShell() {
  const there = await world();
  const secret = await aKey(ctx, there);
  const dartwing = (...words: string[]) => runOperations({ url, secret }, words).result;
  return { ...there, dartwing };
}

const retry = ['--action', 'retry', '--note', 'The account is enabled again.'];

describe('./dartwing operations on the whole platform', () => {
  it('finds what waits, tells why, and repairs it in the same run', async () => {
    const { parked, enableAccount, dartwing, papers, notes, scope } = await atTheShell();
    const { id, job } = await parked();
    const list = await dartwing('list', '--needs-person', '--json');
    expect([list.exitCode, list.stderr]).toEqual([0, '']);
    expect(fromJson(list.stdout)).toMatchObject({ id, status: 'parked', failedStep: 'invoice' });
    expect((await dartwing('failures')).stdout).toMatch(/\n1 +complete-job +invoice +misconfigured /);
    const show = await dartwing('show', id);
    expect(show).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`decide ${id} --step invoice`) });
    expect(show.stdout).toContain('✗ invoice');
    expect((await dartwing('watch', id)).exitCode).toBe(5);

    const still = await dartwing('decide', id, '--step', 'invoice', ...retry);
    expect(still).toMatchObject({ exitCode: 5, stdout: expect.stringContaining('= parked') });
    await enableAccount();
    const done = await dartwing('decide', id, '--step', 'invoice', ...retry);
    expect(done.exitCode).toBe(0);
    expect(done.stdout).toContain(`decided: retry by ${scope.actor}`);
    expect(done.stdout).toMatch(/= completed\n$/);
    expect(await papers()).toEqual({ invoices: 1, timesheets: 1 });
    expect(await notes()).toMatchObject([
      { name: job, actor: scope.actor, cause: id },
      { name: job, actor: scope.actor, cause: id },
    ]);

    const again = await dartwing('decide', id, '--step', 'invoice', ...retry);
    expect(again).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/completed.*\[conflict\]\n$/) });
    expect((await dartwing('watch', id)).exitCode).toBe(0);
    expect((await dartwing('figures')).stdout).toContain('complete-job        ');
  });

  it('cancels one, and calls it settled', async () => {
    const { parked, dartwing } = await atTheShell();
    const { id } = await parked();
    const cancelled = await dartwing('cancel', id, '--note', 'The customer has called it off.');
    expect(cancelled).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('= cancelled') });
    expect((await dartwing('watch', id)).exitCode).toBe(4);
    const resolved = await dartwing('resolve', id, '--note', 'Nothing is left to do.');
    expect(resolved).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('it had ended as cancelled') });
    expect((await dartwing('list', '--status', 'resolved')).stdout).toContain(id);
  });

  it('decides about all that match, after it has said how many', async () => {
    const { parked, enableAccount, storedAs, dartwing } = await atTheShell();
    const ids = [(await parked()).id, (await parked()).id];
    const filter = ['--failed-step', 'invoice', '--error-code', 'misconfigured'];
    const dry = await dartwing('decide', ...filter, ...retry);
    expect(dry).toMatchObject({ exitCode: 2, stdout: '2 operations match.\n' });
    await enableAccount();
    const all = await dartwing('decide', ...filter, ...retry, '--yes');
    expect(all).toEqual({ exitCode: 0, stdout: '2 operations match.\n2 decided, 0 refused.\n', stderr: '' });
    // Both are the same technician's hours, so the second timesheet may be refused: that is another story.
    for (const id of ids) await storedAs(id, 'completed', 'compensated');
  });

  it('refuses a key that may not repair, and another organization', async () => {
    const { parked, ...there } = await atTheShell();
    const { id } = await parked();
    const reader = await aKey(ctx, there, { scopes: SCOPES.filter((one) => one !== 'operations:write') });
    const words = ['decide', id, '--step', 'invoice', ...retry];
    expect(await runOperations({ url, secret: reader }, words).result).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringMatching(/operations:write.*\[forbidden\]\n$/),
    });
    const { dartwing } = await atTheShell();
    expect(await dartwing('show', id)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('[not_found]') });
  });

  it('says with which key to repeat a decision that no worker took, and repeated it is applied once', async () => {
    const { parked, enableAccount, dartwing, notes } = await atTheShell();
    const { id } = await parked();
    await enableAccount();
    await worker.stop();
    const words = ['decide', id, '--step', 'invoice', ...retry];
    const unknown = await dartwing(...words);
    const [, key = ''] = /--idempotency-key ([\w-]+): it is applied once\.\n$/.exec(unknown.stderr) ?? [];
    expect(unknown).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringContaining('[unavailable') });
    await worker.start();
    const repeated = await dartwing(...words, '--idempotency-key', key);
    expect(repeated).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('= completed') });
    expect(await notes()).toHaveLength(1);
  });
});
