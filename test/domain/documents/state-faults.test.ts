import { defineDocument } from '../../../domain/documents/define-document.ts';
import { select, text } from '../../../domain/documents/fields.ts';
import { stateFaults } from '../../../domain/documents/state-faults.ts';

const ticket = defineDocument('ticket', {
  table: 'tickets',
  series: null,
  fields: {
    status: select(['new', 'open', 'closed'], { next: { new: ['open', 'closed'], open: ['closed'], closed: [] } }),
    colour: select(['red', 'blue']),
    subject: text(),
  },
  rights: {},
});

describe('stateFaults', () => {
  it.each([
    ['new', 'open'],
    ['new', 'closed'],
    ['open', 'open'],
    ['closed', 'closed'],
    [null, 'closed'],
  ])('lets %s become %s', (before, after) => {
    expect(stateFaults(ticket, { status: before }, { status: after })).toEqual([]);
  });

  it('says what may follow instead', () => {
    expect(stateFaults(ticket, { status: 'open' }, { status: 'new' })).toEqual([
      { pointer: '/status', detail: 'After open may come closed, not new' },
    ]);
    expect(stateFaults(ticket, { status: 'closed' }, { status: 'open' })).toEqual([
      { pointer: '/status', detail: 'After closed may come nothing, not open' },
    ]);
  });

  it('has nothing to say about selects that are no states', () => {
    expect(stateFaults(ticket, { colour: 'red' }, { colour: 'blue' })).toEqual([]);
  });
});
