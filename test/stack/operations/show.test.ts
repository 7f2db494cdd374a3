import { show } from '../../../stack/operations/show.ts';
import { anOperation, answerJson, aParkedOperation, aStep, serveOperations } from './serve-operations.ts';

const shown = async (operation: unknown, json = false) => {
  const { shell, printed, noted } = await serveOperations(
    { 'GET /v1/operations/OP-1': [answerJson(200, operation)] },
    { json },
  );
  const exitCode = await show(shell, { id: 'OP-1' });
  return { exitCode, printed, noted };
};

const decideBy = (words: string) => `It waits for a person: ./dartwing operations decide OP-1 ${words} --note '…'`;

describe('./dartwing operations show', () => {
  it('tells the whole story of one that waits, and on stderr what can be done', async () => {
    expect(await shown(aParkedOperation())).toEqual({
      exitCode: 0,
      printed: [
        'operation   OP-1',
        'what        complete-job of dispatch_job JOB-1',
        'asked by    MEM-1',
        'started     2026-12-01 11:00:00Z',
        'failed at   invoice',
        'because     The billing account is disabled [misconfigured]',
        '',
        '  ✓ close      job closed',
        '  ✗ invoice    needs other settings  (tried 3 times)  The billing account is disabled',
        '  = parked',
      ],
      noted: [
        "It waits for a person: ./dartwing operations decide OP-1 --step invoice --action retry|mark_done|compensate --note '…'",
      ],
    });
  });

  it('names the step that waits, not the one by which the undoing began', async () => {
    const allows = ['retry', 'skip', 'mark_done'];
    const steps = [
      aStep('invoice', { status: 'compensation_failed', allows }),
      aStep('timesheet', { status: 'failed' }),
    ];
    const { noted } = await shown(anOperation({ status: 'compensation_failed', failedStep: 'timesheet', steps }));
    expect(noted).toEqual([decideBy('--step invoice --action retry|skip|mark_done')]);
  });

  it('names each of several steps that wait, with what each allows', async () => {
    const steps = [
      aStep('delivery', { status: 'failed', allows: ['retry', 'skip'] }),
      aStep('activity', { status: 'unknown', allows: ['retry'] }),
    ];
    const { noted } = await shown(aParkedOperation({ failedStep: 'delivery', steps }));
    expect(noted).toEqual([
      decideBy('--step delivery --action retry|skip'),
      decideBy('--step activity --action retry'),
    ]);
  });

  it.each([
    ['parked', 'invoice', 'failed', 'invoice'],
    ['compensation_failed', 'timesheet', 'compensation_failed', 'invoice'],
    ['compensation_failed', 'timesheet', 'running', 'timesheet'],
    ['parked', null, 'failed', 'STEP'],
  ])('of an older API that is %s it names the step, and no actions', async (status, failedStep, ofStep, named) => {
    const steps = [aStep('close', { allows: undefined }), aStep('invoice', { status: ofStep, allows: undefined })];
    const { noted } = await shown(anOperation({ status, failedStep, steps }));
    expect(noted).toEqual([decideBy(`--step ${named} --action ACTION`)]);
  });

  it('tells when one ended, and that there was no way back', async () => {
    const links = { self: '/v1/operations/OP-1', temporal: 'http://127.0.0.1:8080/run' };
    const { printed, noted } = await shown(anOperation({ pivot: 'delivery', links }));
    expect(printed).toContain('ended       2026-12-01 11:00:02Z');
    expect(printed).toContain('no way back since delivery');
    expect(printed).toContain('Temporal    http://127.0.0.1:8080/run');
    expect(noted).toEqual([]);
  });

  it('says how to follow one that is under way', async () => {
    const { noted } = await shown(anOperation({ status: 'running', endedAt: null }));
    expect(noted).toEqual(['It goes on: ./dartwing operations watch OP-1']);
  });

  it('prints as JSON what the API answered, and nothing else', async () => {
    const operation = aParkedOperation({ somethingNew: 1 });
    expect(await shown(operation, true)).toEqual({ exitCode: 0, printed: [JSON.stringify(operation)], noted: [] });
  });
});
