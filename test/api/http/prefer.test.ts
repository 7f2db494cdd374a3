import { waitSeconds } from '../../../api/http/prefer.ts';

test.each([
  [undefined, 5],
  ['wait=0', 0],
  ['wait=12', 12],
  ['wait = 12', 12],
  ['wait="12"', 12],
  ['WAIT=3', 3],
  ['wait=31', 30],
  ['wait=999999', 30],
  ['respond-async', 0],
  ['respond-async, wait=10', 10],
  ['return=minimal; wait=10', 10],
  ['wait=-1', 5],
  ['wait=1.5', 5],
  ['wait=1e3', 5],
  ['wait=', 5],
  ['wait=9999999', 5],
  ['await=3', 5],
])('reads %s as %d seconds', (header, seconds) => {
  expect(waitSeconds({ Prefer: header })).toBe(seconds);
});
