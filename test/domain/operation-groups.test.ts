import { DID_NOT_COMPLETE, isUnderWay, UNDER_WAY, waitsForPerson, WAITS } from '../../domain/operation-groups.ts';
import { isOpen, OPERATION_STATUS } from '../../domain/operation.ts';

describe('the groups of statuses', () => {
  it('hold every status once: under way, waiting, completed, or ended otherwise', () => {
    expect([...UNDER_WAY, ...WAITS, 'completed', ...DID_NOT_COMPLETE].sort()).toEqual([...OPERATION_STATUS].sort());
  });

  it('call open what is under way or waits', () => {
    expect(OPERATION_STATUS.filter(isOpen).sort()).toEqual([...UNDER_WAY, ...WAITS].sort());
  });

  it('tell a status that they hold from any other word', () => {
    expect(OPERATION_STATUS.filter(isUnderWay)).toEqual([...UNDER_WAY]);
    expect(OPERATION_STATUS.filter(waitsForPerson).sort()).toEqual([...WAITS].sort());
    for (const word of ['', 'resolved', 'a word of another version', 'constructor'])
      expect([isUnderWay(word), waitsForPerson(word)]).toEqual([false, false]);
  });
});
