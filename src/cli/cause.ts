// Why a job or a message was given up, fit for a screen: what broke, without what people wrote or their numbers.

interface Recorded {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  constraint?: unknown;
  cause?: unknown;
}

/** One line: name, code, constraint and message of each error in the chain, scrubbed. */
export function describeCause(recorded: unknown): string {
  if (typeof recorded === 'string') return scrub(recorded);
  if (typeof recorded !== 'object' || recorded === null) return 'no cause was recorded';
  const { name, message, code, constraint, cause } = recorded as Recorded;
  const parts = [
    [name, code].filter(isText).join(' '),
    isText(constraint) ? `(${constraint})` : '',
    isText(message) ? scrub(message) : '',
  ];
  const line = parts.filter((part) => part !== '').join(' ') || 'no cause was recorded';
  return cause === undefined || cause === null ? line : `${line}, because of: ${describeCause(cause)}`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

const longest = 300;
const id = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/.source;
// What a field has to look like, or when something was.
const instant = /\b\d{4}-\d\d-\d\dT\d\d:\d\d/.source;
const digits = /\+?\d[\d ().-]{5,}\d/.source;
const quoted = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|“[^”]*”/.source;
// A quoted name of a table or column says what broke; anything else in quotes may be what somebody wrote.
const identifier = /^["'][a-z][a-z0-9]*(_[a-z0-9]+)+["']$/;

const harmless = new RegExp(`^(?:${id}|${instant})$`);

/** Leaves out what is quoted, and digits that could be a phone number. Ids and instants stay. */
function scrub(text: string): string {
  const parts = new RegExp(`${id}|${instant}|${digits}|${quoted}`, 'g');
  const clean = text.replaceAll(parts, (part) => (harmless.test(part) || identifier.test(part) ? part : '…'));
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}
