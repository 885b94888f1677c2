// Which hosts strangers may have us call: those of the public internet, by every one of their addresses.
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What is wrong with a URL's place, in words for whoever gave it; they never tell the address. */
export type PlaceProblem = 'not https' | 'unknown host' | 'not public' | 'other port';

export interface PlaceOptions {
  /** Whether http and https to this machine are allowed, on any port. */
  allowLoopback: boolean;
  /** Every address of a host. Default: what the system says. */
  resolve?: ((host: string) => Promise<readonly string[]>) | undefined;
}

/** The addresses to call, and no others: a name may mean something else a moment later. Rejects with what `resolve` rejects. */
export async function publicAddresses(url: URL, options: PlaceOptions): Promise<readonly string[] | PlaceProblem> {
  const { allowLoopback, resolve = resolveBySystem } = options;
  if (url.protocol !== 'https:' && !(allowLoopback && url.protocol === 'http:')) return 'not https';
  // The parser has written out every odd spelling of an address by now: 0x7f.1, 2130706433, %31.
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = isIP(host) ? [host] : await resolve(host);
  if (addresses.length === 0) return 'unknown host';
  const ranges = new Set(addresses.map(rangeOf));
  if (allowLoopback && ranges.size === 1 && ranges.has('loopback')) return addresses;
  if (url.protocol !== 'https:') return 'not https';
  if (ranges.size > 1 || !ranges.has('unicast')) return 'not public';
  return ['', '80', '443'].includes(url.port) ? addresses : 'other port';
}

async function resolveBySystem(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** The kind of an address; of the IPv4 address where one is wrapped in IPv6. */
function rangeOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'invalid';
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  // What is not given out as global unicast is somewhere else by accident at best: ::127.0.0.1 for one.
  const isGlobal = parsed instanceof ipaddr.IPv4 || (parsed.parts[0]! & 0xe000) === 0x2000;
  return range === 'unicast' && !isGlobal ? 'reserved' : range;
}

/** Whether two spellings are the same address. */
export function sameAddress(a: string, b: string): boolean {
  const normal = (text: string) => (ipaddr.isValid(text) ? ipaddr.process(text).toNormalizedString() : undefined);
  return normal(a) !== undefined && normal(a) === normal(b);
}
