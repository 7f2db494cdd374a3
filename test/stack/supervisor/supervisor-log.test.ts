import { logLine, unstamped } from '../../../stack/supervisor/supervisor-log.ts';

const line = logLine(new Date('2026-11-25T03:25:01.120Z'), 'api', 'killed by SIGKILL, restart 1 in 200 ms');

describe('the log of the supervisor', () => {
  it('has time, service and what became of it in one line', () => {
    expect(line).toBe('2026-11-25T03:25:01.120Z api      killed by SIGKILL, restart 1 in 200 ms\n');
  });

  it('tells what broke the supervisor apart from what it wrote on purpose', () => {
    expect(unstamped([line.trimEnd(), 'Error: plan.json is torn'])).toEqual(['Error: plan.json is torn']);
  });
});
