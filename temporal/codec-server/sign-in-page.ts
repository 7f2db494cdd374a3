import { createHash } from 'node:crypto';

// The token may stand behind the # of the address, which a browser sends to nobody and no log sees.
const SCRIPT = `
const given = location.hash.slice(1);
const token = document.querySelector('input');
if (given && token) { token.value = given; history.replaceState(null, '', location.pathname); }
for (const place of document.querySelectorAll('code')) place.textContent = location.origin;`;
const hash = createHash('sha256').update(SCRIPT).digest('base64');

/** What the pages below may do: run this one script, and send the form to where they came from. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; script-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  'referrer-policy': 'no-referrer',
};

const page = (content: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Payloads of Dartwing</title>${content}</html>\n`;

/** The form that takes the token; `problem` is a sentence of ours. */
export const signInPage = (problem = ''): string =>
  page(
    `<h1>Show payloads in Temporal web</h1><p role="alert">${problem}</p><form method="post" action="/sign-in">` +
      '<label>Token <input name="token" type="password" required autofocus autocomplete="current-password"></label> ' +
      `<button>Sign in</button></form><script>${SCRIPT}</script>`,
  );

/** What to do once signed in, in the words of Temporal web's dialog. */
export const signedInPage = (): string =>
  page(
    '<h1>You are signed in for twelve hours</h1><p>Once per browser: press the glasses at the top right of Temporal web and</p>' +
      '<ol><li>choose “Use my browser setting and ignore Cluster-level setting”,</li>' +
      '<li>paste <code>the address of this page without /sign-in</code> as the endpoint,</li>' +
      '<li>switch on “Include cross-origin credentials”,</li><li>press “Apply”.</li></ol>' +
      `<p>Payloads are then shown decrypted.</p><script>${SCRIPT}</script>`,
  );
