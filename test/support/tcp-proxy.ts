import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface TcpProxy {
  /** The given address with the proxy in its place. */
  readonly url: string;
  /** From now on: the next request that holds this text reaches the server, and its reply never comes back. */
  loseReplyTo(text: string): void;
  /** Breaks every open connection, and lets none in until told otherwise. */
  goAway(): void;
  comeBack(): void;
  /** Keeps all connections and carries nothing any more: a server that was stopped, or a firewall that swallows. */
  stall(): void;
  close(): Promise<void>;
}

/** A way to a server that can be cut at a chosen moment, as networks are. */
export async function openTcpProxy(target: string): Promise<TcpProxy> {
  const address = new URL(target);
  const sockets = new Set<Socket>();
  let lost: string | undefined;
  let away = false;
  let stalled = false;

  const server = createServer((client) => {
    if (away) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(address.port), address.hostname);
    let cutting = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    client.on('data', (request) => {
      if (lost !== undefined && request.includes(lost)) {
        cutting = true;
        lost = undefined;
      }
      if (!stalled) upstream.write(request);
    });
    upstream.on('data', (reply) => {
      // A reply says that the server has done it; only then is it lost.
      if (cutting) end();
      else client.write(reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // eslint-disable-line @typescript-eslint/consistent-type-assertions -- a TCP server that listens has one
  const url = new URL(target);
  url.port = String(port);

  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    loseReplyTo: (text) => {
      lost = text;
    },
    goAway: () => {
      away = true;
      breakAll();
    },
    comeBack: () => {
      away = false;
    },
    stall: () => {
      stalled = true;
    },
    close: () => {
      breakAll();
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}
