import { defineDocument } from '../../../domain/documents/define-document.ts';
import { check, integer, rows, select, text, wallTime } from '../../../domain/documents/fields.ts';
import { ruleFaults } from '../../../domain/documents/rule-faults.ts';

const shift = defineDocument('shift', {
  table: 'shifts',
  series: null,
  fields: {
    channel: select(['voice', 'email'], { default: 'email' }),
    recording: text({ onlyWhen: { field: 'channel', is: ['voice'] } }),
    subject: text({ requiredWhen: { field: 'channel', is: ['email'] } }),
    remote: check(),
    seats: integer({ default: 1, onlyWhen: { field: 'remote', is: [false] } }),
    start: wallTime({ required: true }),
    end: wallTime({ required: true }),
    stops: rows({ kind: select(['visit', 'rest']), place: text({ requiredWhen: { field: 'kind', is: ['visit'] } }) }),
  },
  rights: {},
  check: ({ start, end }) => (start < end ? [] : [{ pointer: '/end', detail: 'Must come after start' }]),
});

const VALID = {
  channel: 'email',
  recording: null,
  subject: 'Hello',
  remote: false,
  seats: 3,
  start: '08:00',
  end: '16:00',
  stops: [],
};
const faultsOf = (values: object, changed?: string[]) => {
  const whole = { ...VALID, ...values };
  return ruleFaults(shift, { values: whole, changed: changed ?? Object.keys(whole) });
};

describe('ruleFaults', () => {
  it('finds nothing in values that fit together', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ channel: 'voice', subject: null, recording: 'a.mp3', remote: true, seats: 1 })).toEqual([]);
  });

  it('misses what a condition requires, and says which', () => {
    expect(faultsOf({ subject: null })).toEqual([{ pointer: '/subject', detail: 'Is required when channel is email' }]);
  });

  it('refuses what has no meaning beside the others', () => {
    expect(faultsOf({ recording: 'a.mp3', remote: true })).toEqual([
      { pointer: '/recording', detail: 'Has a meaning only when channel is voice' },
      { pointer: '/seats', detail: 'Has a meaning only when remote is false' },
    ]);
  });

  it('leaves alone what was written while it had a meaning', () => {
    expect(faultsOf({ recording: 'a.mp3' }, ['channel'])).toEqual([]);
  });

  it('looks into rows, beside the values of the same row', () => {
    const stops = [
      { kind: 'rest', place: null },
      { kind: 'visit', place: null },
    ];
    expect(faultsOf({ stops })).toEqual([{ pointer: '/stops/1/place', detail: 'Is required when kind is visit' }]);
  });

  it("asks the definition's own check", () => {
    expect(faultsOf({ end: '08:00' })).toEqual([{ pointer: '/end', detail: 'Must come after start' }]);
  });
});
