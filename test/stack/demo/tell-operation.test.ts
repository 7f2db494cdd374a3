import { OperationReply } from '../../../stack/operations/replies.ts';
import { tellOperation } from '../../../stack/demo/tell-operation.ts';
import { anOperation } from './scripted-api.ts';

const aStep = (
  name: string,
  { status = 'compensated', detail, result = null }: { status?: string; detail?: string; result?: unknown },
) => ({
  name,
  status,
  result,
  error: detail === undefined ? null : { detail },
});

function told(failedStep: string | null, steps: ReturnType<typeof aStep>[]): string[] {
  const lines: string[] = [];
  const operation = OperationReply.parse({ ...anOperation({}), status: 'compensated', failedStep, steps });
  tellOperation({ operation, apiUrl: 'http://127.0.0.1:3000', say: (line) => lines.push(line.trim()) });
  return lines;
}

describe('tellOperation', () => {
  it('calls only the failed step refused; every other undone step is told as undone, even if it once had an error', () => {
    const steps = [
      aStep('close', { detail: 'Deadlock', result: { billable: true } }),
      aStep('invoice', { result: { name: 'SINV-1' } }),
      aStep('timesheet', { detail: 'Hours overlap' }),
    ];
    expect(told('timesheet', steps).slice(0, 3)).toEqual([
      '↺ close      job opened again, as it was  Deadlock',
      '↺ invoice    invoice cancelled  SINV-1',
      '✗ timesheet  hours refused  Hours overlap',
    ]);
  });

  it('calls no step refused when a cancellation undid them all', () => {
    expect(told(null, [aStep('invoice', { detail: 'No answer in time' })])[0]).toBe(
      '↺ invoice    nothing of it stays  No answer in time',
    );
  });

  it('ends with where to look', () => {
    expect(told(null, []).at(-1)).toBe('operation  http://127.0.0.1:3000/v1/operations/OP-1');
  });
});
