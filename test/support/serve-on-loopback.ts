import { createServer, type RequestListener } from 'node:http';

const opened: (() => void)[] = [];
afterAll(() => {
  for (const close of opened) close();
});

/** Serves HTTP on a free loopback port, until the tests of the file are over or `close` is called. */
export async function serveOnLoopback(
  listener: RequestListener,
): Promise<{ port: number; url: string; close: () => void }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  opened.push(close);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A server that listens has a port');
  return { port: address.port, url: `http://127.0.0.1:${String(address.port)}`, close };
}
