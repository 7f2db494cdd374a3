import { placeLeft } from '../../../workflows/operations/place-left.ts';

describe('placeLeft', () => {
  it.each([
    { organizationId: 'org_1', after: null },
    { organizationId: 'org_1', after: ['2026-12-01 10:00:00.000', 'complete-job.JOB-1.run'] },
  ])('is where the last run stopped: %j', (left) => {
    expect(placeLeft({ silent: 5, healed: 0, failed: 5, left })).toEqual(left);
  });

  it.each([
    undefined,
    null,
    'left',
    {},
    { silent: 5, healed: 5, failed: 0 },
    { left: null },
    { left: 'org_1' },
    { left: { organizationId: 7, after: null } },
  ])('is none after %j', (lastResult) => {
    expect(placeLeft(lastResult)).toBeUndefined();
  });

  it.each([undefined, 5, [], ['2026-12-01 10:00:00.000'], [1, 2]])(
    'is the end of an organization where the place in it is %j',
    (after) => {
      expect(placeLeft({ left: { organizationId: 'org_1', after } })).toEqual({ organizationId: 'org_1', after: null });
    },
  );
});
