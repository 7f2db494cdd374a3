import { readEvents } from '../../../stack/operations/read-events.ts';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.slice(from, from + size);
}

async function read(text: string, size = text.length): Promise<string[]> {
  const events: string[] = [];
  for await (const event of readEvents(inPieces(text, size))) events.push(event);
  return events;
}

describe('a stream of events', () => {
  it.each([1, 2, 3, 7, 1_000])('is the same whole in pieces of %i bytes', async (size) => {
    const text = ': hello\n\nevent: operation\ndata: {"a":"ü"}\nid: 1\n\n:\n\ndata: {"b":2}\n\n';
    expect(await read(text, size)).toEqual(['{"a":"ü"}', '{"b":2}']);
  });

  it('may end its lines as Windows does, and spread data over several', async () => {
    expect(await read('data: 1\r\ndata:2\r\n\r\n', 4)).toEqual(['1\n2']);
  });

  it('gives no event that was cut off', async () => {
    expect(await read('data: 1\n\ndata: 2\n')).toEqual(['1']);
  });
});
