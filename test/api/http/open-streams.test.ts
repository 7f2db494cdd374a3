import { createOpenStreams } from '../../../api/http/open-streams.ts';

test('gives each key twenty streams, and those back that were closed', () => {
  const streams = createOpenStreams();
  const given = Array.from({ length: 20 }, () => streams.take('org:KEY-1'));
  expect(() => streams.take('org:KEY-1')).toThrow('20 event streams');
  expect(streams.take('org:KEY-2')).toBeInstanceOf(Function);
  given[0]?.();
  expect(streams.take('org:KEY-1')).toBeInstanceOf(Function);
  expect(() => streams.take('org:KEY-1')).toThrow('20 event streams');
});
