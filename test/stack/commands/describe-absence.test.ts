import { describeAbsence } from '../../../stack/commands/status.ts';

describe('the status without a supervisor', () => {
  it('says that nothing runs where nothing is left', () => {
    expect(describeAbsence([])).toBe('Nothing is running here. ./dartwing up starts it.');
  });

  it('names what a killed supervisor left behind and how to clear it', () => {
    expect(describeAbsence([41, 42])).toBe(
      'The supervisor is gone, but processes it started are left (41, 42). ' +
        './dartwing up clears them and starts anew; ./dartwing down only clears them.',
    );
  });
});
