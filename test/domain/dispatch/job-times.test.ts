import { checkArrival, checkDeparture, checkSchedule } from '../../../domain/dispatch/job-times.ts';

const NOW = '2026-11-25T12:00:00.000Z';
const job = { name: 'JOB-1', actual_arrival: '2026-11-25T10:00:00.000Z' };
const codeOf = (check: () => void): unknown => {
  try {
    check();
    return 'fine';
  } catch (error) {
    return error;
  }
};

describe('the times of a job', () => {
  it.each([
    ['now', NOW, 'fine'],
    ['a minute ahead, as clocks go', '2026-11-25T12:01:00.000Z', 'fine'],
    [
      'more than a minute ahead',
      '2026-11-25T12:01:00.001Z',
      { code: 'invalid', details: { fields: [{ pointer: '/at' }] } },
    ],
  ])('take an arrival %s', (_when, at, expected) => {
    const outcome = codeOf(() => {
      checkArrival(at, { now: NOW, pointer: '/at' });
    });
    if (expected === 'fine') expect(outcome).toBe('fine');
    else expect(outcome).toMatchObject(expected);
  });

  it.each([
    ['after the arrival', job, '2026-11-25T10:00:00.001Z', 'fine'],
    ['a minute ahead', job, '2026-11-25T12:01:00.000Z', 'fine'],
    [
      'at the arrival',
      job,
      '2026-11-25T10:00:00.000Z',
      { code: 'invalid', details: { fields: [{ pointer: '/actual_departure' }] } },
    ],
    [
      'in ten days',
      job,
      '2026-12-05T10:00:00.000Z',
      { code: 'invalid', details: { fields: [{ pointer: '/actual_departure' }] } },
    ],
    ['without an arrival', { ...job, actual_arrival: null }, NOW, { code: 'conflict' }],
  ])('take a departure %s', (_when, of, departure, expected) => {
    const outcome = codeOf(() => {
      checkDeparture(of, departure, NOW);
    });
    if (expected === 'fine') expect(outcome).toBe('fine');
    else expect(outcome).toMatchObject(expected);
  });

  it.each([
    ['09:00', '11:00', 'fine'],
    ['09:00', null, 'fine'],
    [null, '09:00', 'fine'],
    ['09:00', '09:00', { code: 'invalid', details: { fields: [{ pointer: '/scheduled_end' }] } }],
    ['18:00', '09:00', { code: 'invalid' }],
  ])('take a schedule from %s to %s', (scheduled_start, scheduled_end, expected) => {
    const outcome = codeOf(() => {
      checkSchedule({ scheduled_start, scheduled_end });
    });
    if (expected === 'fine') expect(outcome).toBe('fine');
    else expect(outcome).toMatchObject(expected);
  });
});
