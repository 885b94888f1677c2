// Out: nothing that only we understand: ids, keys, stack traces, database errors, and values that were not there.

const internals = [
  // Ids of rows, and of messages at Meta.
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\bwamid\.\S+/g,
  // Keys and tokens: ours, bearer ones, JSON web tokens, Meta's, Twilio's, those of model and cloud providers.
  /\bsb_[\w-]{8,}/g,
  /\bbearer\s+[\w.~+/-]{12,}/gi,
  /\beyJ[\w-]{10,}\.[\w-]{10,}/g,
  /\bEAA[A-Za-z0-9]{20,}/g,
  /\b(?:AC|SK|SM|MM|MG|HX|ME)[0-9a-f]{32}\b/g,
  /\b(?:sk-[\w-]{16,}|(?:AKIA|ASIA)[0-9A-Z]{16})/g,
  /\b(?:postgres(?:ql)?|redis|amqp|mongodb):\/\/\S+/gi,
  // Errors as programs write them, and where they happened.
  /\b(?:[A-Z]\w*)?(?:Error|Exception)\s*:/g,
  /\bTraceback \(most recent call last\)/g,
  /\bat\s+(?:async\s+)?[^\s()]+\s\([^()\n]*:\d+:\d+\)/g,
  /(?:file:\/\/|node:internal|node_modules\/)\S*/g,
  /(?<![\w./-])[\w./-]+\.[cm]?[jt]s:\d+/g,
  /\bE(?:CONNREFUSED|CONNRESET|TIMEDOUT|NOTFOUND|PIPE|HOSTUNREACH|AI_AGAIN)\b/g,
  // The database. Its words in lower case are words.
  /\b(?:SELECT\s[^.]*\sFROM|INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|(?:DROP|ALTER|CREATE)\s+TABLE)\s/g,
  /\bviolates\s+(?:[\w-]+\s+){1,3}constraint\b/gi,
  /\bduplicate key value\b|\bsyntax error at or near\b|\b(?:relation|column) "[^"]*" does not exist/gi,
  // What was not there.
  /\[object \w+\]/g,
  /\b(?:undefined|null|NaN)\b/g,
  /\bInvalid Date\b/g,
];

/** @param said what the person wrote: their own words may be repeated to them, whatever they are. */
export function leaksInternals(text: string, said: string): boolean {
  return internals.some((pattern) => (text.match(pattern) ?? []).some((found) => !said.includes(found)));
}
