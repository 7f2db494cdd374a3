import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import type { Logger } from 'pino';

import type { PayloadKeys } from '../../activities/context/payload-keys.ts';
import { Fault, FAULTS } from '../../domain/errors.ts';
import { decode, encode } from './answer-payloads.ts';
import { allowOrigin } from './allow-origin.ts';
import { proveCaller, requireToken, sessionCookie, tokenId } from './prove-caller.ts';
import { readText } from './read-payloads.ts';
import { PAGE_HEADERS, signedInPage, signInPage } from './sign-in-page.ts';

export interface CodecServer {
  host: string;
  port: number;
  /** Whoever shows it may read every payload. */
  token: string;
  /** The address of Temporal web, the only page of which a browser may ask. */
  uiUrl: string | undefined;
  payloadKeys: PayloadKeys;
  log: Logger;
}

interface Exchange {
  server: CodecServer;
  request: IncomingMessage;
  response: ServerResponse;
}

/**
 * Decrypts payloads for Temporal web by Temporal's codec protocol: `POST /decode` and `/encode`, for callers who prove that they
 * may, every time with a line in the log that says who, of which namespace and how many. Throws when the port is taken.
 */
export async function serveCodec(server: CodecServer): Promise<Server> {
  const limits = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 };
  const http = createServer(limits, (request, response) => {
    void respond({ server, request, response });
  });
  http.listen(server.port, server.host);
  try {
    await once(http, 'listening');
  } catch (error) {
    const message = `Nothing can be served at ${server.host}:${String(server.port)}. Free it, or set CODEC_SERVER_PORT.`;
    throw new Error(message, { cause: error });
  }
  return http;
}

async function respond(exchange: Exchange): Promise<void> {
  const { server, request, response } = exchange;
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  try {
    await route(exchange);
  } catch (error) {
    const fault = error instanceof Fault ? error : undefined;
    if (fault === undefined) server.log.error({ err: error }, 'a request to the codec server failed by a bug');
    const status = fault === undefined ? 500 : statusOf(fault);
    const message = fault?.message ?? 'Something failed on our side. The log of the codec server says what.';
    server.log.info(
      { method: request.method, status, code: fault?.code ?? 'internal' },
      'the codec server refused a request',
    );
    // What is left of a body that was too large is not read.
    if (status === 413) response.setHeader('connection', 'close');
    sendJson(response, status, { code: fault?.code ?? 'internal', status, detail: message });
  }
}

function statusOf(fault: Fault): number {
  const rule: { status: number; unreadStatus?: number } = FAULTS[fault.code];
  return fault.details.unread === true ? (rule.unreadStatus ?? rule.status) : rule.status;
}

async function route(exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  switch (`${request.method ?? ''} ${path}`) {
    case 'GET /livez':
      sendJson(response, 200, { status: 'alive' });
      return;
    case 'GET /sign-in':
      response.writeHead(200, PAGE_HEADERS).end(signInPage());
      return;
    case 'POST /sign-in':
      await signIn(exchange);
      return;
    case 'OPTIONS /decode':
    case 'OPTIONS /encode':
      allowOrigin(exchange.server, request, response);
      response.writeHead(204).end();
      return;
    case 'POST /decode':
    case 'POST /encode':
      await answerPayloads(exchange, path);
      return;
    default:
      throw new Fault(
        'not_found',
        'There is nothing at this address. People start at /sign-in, Temporal web asks /decode.',
      );
  }
}

async function signIn({ server, request, response }: Exchange): Promise<void> {
  const given = new URLSearchParams(await readText(request)).get('token') ?? '';
  try {
    requireToken(server.token, given.trim());
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    server.log.warn({ code: error.code }, 'somebody could not sign in to the codec server');
    response.writeHead(statusOf(error), PAGE_HEADERS).end(signInPage(error.message));
    return;
  }
  const secure = server.uiUrl?.startsWith('https:') ?? false;
  const cookie = sessionCookie(server.token, { secure, now: new Date() });
  server.log.info({ tokenId: tokenId(server.token) }, 'somebody signed in to the codec server');
  response.writeHead(200, { ...PAGE_HEADERS, 'set-cookie': cookie }).end(signedInPage());
}

async function answerPayloads({ server, request, response }: Exchange, path: string): Promise<void> {
  allowOrigin(server, request, response);
  const { authorization, cookie } = request.headers;
  const proof = proveCaller(server.token, { authorization, cookie, now: new Date() });
  // A browser sends any other type without asking first whether this page may.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new Fault('invalid', 'Send the payloads as application/json.', { unread: true });
  const answer = (path === '/decode' ? decode : encode)(server.payloadKeys, await readText(request));
  const namespace = /^[\w.-]{1,100}$/.exec(String(request.headers['x-namespace'] ?? ''))?.[0] ?? 'unnamed';
  const line = { proof, tokenId: tokenId(server.token), namespace, payloads: answer.payloads.length };
  server.log.info(line, path === '/decode' ? 'payloads were decrypted' : 'payloads were encrypted');
  sendJson(response, 200, answer);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
