// Where callers say a file is: what can be said of a URL by looking at it. Where its host really leads is found out when it
// is fetched.

/** Why a URL cannot be one of a file on the open web, if so. */
export function fileLinkProblem(text: string, max: number): string | undefined {
  const url = URL.parse(text);
  if (text.length > max) return `is longer than ${max} characters`;
  if (!url || !/^https?:$/.test(url.protocol) || !/^https?:\/\/[^/]/i.test(text) || /[\s\\\p{Cc}]/u.test(text)) {
    return 'is not an http or https URL';
  }
  if (url.username !== '' || url.password !== '') return 'must not hold a user or password';
  return isPublicHost(url.hostname) ? undefined : 'is not on a public host';
}

const privateNames = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|test|invalid|example|onion|home\.arpa)$/;

// The URL parser has brought every spelling of an IPv4 address (octal, hex, one number) to four decimals, and IPv6 to its
// shortest form in brackets.
function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/\.$/, '');
  if (host.startsWith('[')) return isPublicV6(host.slice(1, -1));
  if (/^\d+(\.\d+){3}$/.test(host)) return isPublicV4(host.split('.').map(Number));
  return host.includes('.') && !privateNames.test(host);
}

function isPublicV4([a = 0, b = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100) return b < 64 || b > 127;
  if (a === 169) return b !== 254;
  if (a === 172) return b < 16 || b > 31;
  if (a === 198) return b !== 18 && b !== 19;
  return a !== 192 || b !== 168;
}

function isPublicV6(address: string): boolean {
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (mapped) {
    const high = Number.parseInt(mapped[1]!, 16);
    return isPublicV4([high >> 8, high & 0xff]);
  }
  // Global unicast only: what is local, private or for one link begins otherwise.
  return /^[23][0-9a-f]{3}:/.test(address);
}
