import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import { Fault } from '../../domain/errors.ts';

const SESSION_SECONDS = 12 * 60 * 60;
const COOKIE = 'dartwing_codec';

/** By what a caller showed that they may read payloads. */
export type Proof = 'token' | 'session';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted));

/** Names a token in the log without telling it. */
export const tokenId = (token: string): string => digest(`id of ${token}`).toString('hex').slice(0, 8);

/** Throws `unauthenticated` unless it is the token. */
export function requireToken(token: string, given: string): void {
  if (same(given, token)) return;
  throw new Fault(
    'unauthenticated',
    'That is not the token of this codec server. It is the CODEC_SERVER_TOKEN that it runs with.',
  );
}

/**
 * A cookie that stands for the token for half a day. A browser sends it to every port of the host, so it is not the token itself:
 * what another program there reads of it ends by itself.
 */
export function sessionCookie(token: string, { secure, now }: { secure: boolean; now: Date }): string {
  const ends = String(Math.floor(now.getTime() / 1_000) + SESSION_SECONDS);
  const words = [
    `${COOKIE}=${ends}.${sign(token, ends)}`,
    'Path=/',
    `Max-Age=${String(SESSION_SECONDS)}`,
    'HttpOnly',
    'SameSite=Strict',
  ];
  return [...words, ...(secure ? ['Secure'] : [])].join('; ');
}

const sign = (token: string, ends: string): string =>
  createHmac('sha256', token).update(`session until ${ends}`).digest('base64url');

interface Shown {
  authorization: string | undefined;
  cookie: string | undefined;
  now: Date;
}

/** By which proof somebody comes. Throws `unauthenticated` with what to do when there is none that holds. */
export function proveCaller(token: string, { authorization, cookie, now }: Shown): Proof {
  const bearer = /^Bearer ([^\s]{1,200})$/i.exec(authorization ?? '')?.[1];
  if (bearer !== undefined) {
    requireToken(token, bearer);
    return 'token';
  }
  const [, ends = '', signature = ''] =
    /(?:^|;\s*)dartwing_codec=(\d{1,12})\.([\w-]{43})(?:;|$)/.exec(cookie ?? '') ?? [];
  if (same(signature, sign(token, ends)) && Number(ends) * 1_000 > now.getTime()) return 'session';
  const message =
    'Payloads are shown to who signed in. Open /sign-in here, and let Temporal web include cross-origin credentials.';
  throw new Fault('unauthenticated', message);
}
