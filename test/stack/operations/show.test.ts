import { show } from '../../../stack/operations/show.ts';
import { anOperation, answerJson, aParkedOperation, serveOperations } from './serve-operations.ts';

const shown = async (operation: unknown, json = false) => {
  const { shell, printed, noted } = await serveOperations(
    { 'GET /v1/operations/OP-1': [answerJson(200, operation)] },
    { json },
  );
  const exitCode = await show(shell, { id: 'OP-1' });
  return { exitCode, printed, noted };
};

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
        '  ✗ invoice    invoice refused  (tried 3 times)  The billing account is disabled',
        '  = parked',
      ],
      noted: [
        "It waits for a person: ./dartwing operations decide OP-1 --step invoice --action retry|skip|mark_done|compensate --note '…'",
      ],
    });
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
