// Input nobody would send on purpose: values of the wrong type in the right place, characters that break stores, names that
// mean something to JavaScript. For property tests.
import fc from 'fast-check';

export type Path = (string | number)[];

const names = [
  '__proto__',
  'constructor',
  'toString',
  'length',
  '',
  '\0',
  '\ud800',
  'id',
  'type',
  'text',
  'messages',
  'statuses',
];
const numbers = [0, -0, -1, 1.5, 1e21, 1e308, Number.MAX_SAFE_INTEGER + 2, 4e12, 1_795_000_000];
const texts = [
  ...names,
  'sent',
  'failed',
  '\ud83d',
  'a\0b',
  '1795000000',
  '1e999',
  '-5',
  'NaN',
  'x'.repeat(5_000),
  '\u202e',
  'whatsapp:+27',
];

/** Any text, with unpaired surrogates and control characters. */
export const weirdText = fc.oneof(
  fc.constantFrom(...texts),
  fc.string({ unit: 'binary', maxLength: 40 }),
  loneSurrogates(),
);

function loneSurrogates(): fc.Arbitrary<string> {
  return fc
    .array(fc.integer({ min: 0xd7f0, max: 0xe010 }), { maxLength: 6 })
    .map((units) => String.fromCharCode(...units));
}

/** Any JSON value; `__proto__` is an own key, as JSON.parse makes it. */
export const weirdJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(weirdText, fc.constantFrom<unknown>(null, true, false, ...numbers), fc.double()),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(weirdText, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;

export interface Change {
  /** Chooses one of the places in the value. */
  place: number;
  how: 'replace' | 'remove' | 'wrap';
  with: unknown;
}

export const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({ place: fc.nat(), how: fc.constantFrom('replace', 'remove', 'wrap'), with: weirdJson }),
  { minLength: 1, maxLength: 4 },
);

/** The value with some of its places changed. */
export function changed(value: unknown, list: readonly Change[]): unknown {
  return list.reduce((current, change) => {
    const places = placesOf(current);
    return applyAt(current, places[change.place % places.length]!, change);
  }, value);
}

function placesOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...at, key]))];
}

function applyAt(value: unknown, [key, ...rest]: Path, change: Change): unknown {
  if (key === undefined) return change.how === 'wrap' ? [value] : change.with;
  const entries = Object.entries(value as object).flatMap(([name, inner]): [string, unknown][] => {
    if (name !== key) return [[name, inner]];
    if (rest.length === 0 && change.how === 'remove') return [];
    return [[name, applyAt(inner, rest, change)]];
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
