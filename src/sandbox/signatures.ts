// How the providers sign what they post, written from their documentation alone: the platform checks signatures with
// the official library, so the two are a check on each other.
import { createHmac } from 'node:crypto';

/** The bytes Meta posts and signs: non-ASCII as \uXXXX, `/` as `\/`. In JSON both occur inside strings only. */
export function graphJson(payload: unknown): string {
  const json = JSON.stringify(payload).replaceAll('/', '\\/');
  // oxlint-disable-next-line no-control-regex -- the range is ASCII as a whole
  return /[^\x00-\x7f]/.test(json) ? json.replace(/[^\x00-\x7f]/g, escapeUnit) : json;
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** X-Hub-Signature-256. */
export function hubSignature(appSecret: string, body: string | Uint8Array): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}

/** X-Twilio-Signature of a form post: the URL without its fragment, then every parameter, keys by code unit. */
export function twilioSignature(authToken: string, url: string, params: Readonly<Record<string, string>> = {}): string {
  let data = withoutFragment(url);
  for (const key of Object.keys(params).toSorted(byCodeUnit)) data += key + params[key];
  return createHmac('sha1', authToken).update(data, 'utf8').digest('base64');
}

export function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
