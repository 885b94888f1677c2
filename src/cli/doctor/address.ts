// Doctor's look at the address that providers call: its form, and whether a receiver answers there.
import type { HttpClient } from '../../platform/http.ts';
import { ok, problem, warning, type Check } from './check.ts';

/** @param url as configured, or undefined with the sandbox: then `fallback`, where the receiver listens, is what it calls. */
export function checkPublicUrl(url: string | undefined, fallback: string | undefined): Check {
  const name = 'public url';
  if (url === undefined) {
    if (fallback !== undefined) return ok(name, `not set; the sandbox calls ${fallback}`);
    return problem(name, 'not set', 'Set PUBLIC_URL to the address at which providers reach the receiver.');
  }
  const { protocol, hostname, hash, search, username } = new URL(url);
  const fix = 'Correct PUBLIC_URL: scheme, host, optional port and path, such as https://hooks.example.org';
  if (hostname.includes('_')) return problem(name, `${hostname} has an underscore: Twilio calls no such host`, fix);
  if (hash !== '') return problem(name, 'has a fragment (#): the URLs made from it would be cut off there', fix);
  if (search !== '') return problem(name, 'has a query (?): paths are appended to it', fix);
  if (username !== '') return problem(name, 'has a user name or password in it: signatures would not match', fix);
  if (protocol === 'http:' && !isLoopback(hostname))
    return warning(name, 'is http: Meta calls https only, and messages would travel in the clear', 'Use https.');
  return ok(name, `${protocol}//${new URL(url).host}`);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

const probeMs = 5_000;

/** Asks what Twilio's URL check asks. Not reaching it from here is a warning only: a network may let in nobody from inside. */
export async function checkReachable(http: HttpClient, baseUrl: string): Promise<Check> {
  const name = 'receiver';
  const url = `${baseUrl}/webhooks/twilio`;
  const fix =
    'Start a receiver, and check DNS, the proxy and its path. From inside the network it may be out of reach anyway.';
  try {
    const { status, text } = await http.send({ method: 'GET', url, headers: {}, timeoutMs: probeMs });
    if (status === 200 && text.includes('"ok"')) return ok(name, `answers at ${baseUrl}`);
    return warning(name, `something at ${url} answered ${status}, and it is no receiver`, fix);
  } catch {
    return warning(name, `nothing answers at ${url}`, fix);
  }
}
