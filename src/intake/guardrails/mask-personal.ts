// In: card and identity numbers are not kept. Nobody asked for them, and where a dialogue stores what people wrote they would
// stay for long and be read by many.
import { fold, type Folded } from './folded.ts';
import { personalNumbers, type PersonalNumber } from './personal-numbers.ts';

// Digits of ids and instants of ours, whatever they look like.
const ours = /([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)/i;

/** `4111 1111 1111 1111` becomes `•••• 1111`. What is masked stays as it is. */
export function maskPersonal(text: string): string {
  // None has fewer digits: most texts end here.
  if (!/\p{Nd}(?:\P{Nd}*\p{Nd}){6}/u.test(text)) return text;
  let masked = text;
  let before;
  do {
    before = masked;
    // Every second part is ours.
    masked = masked
      .split(ours)
      .map((part, index) => (index % 2 === 1 ? part : maskAll(part)))
      .join('');
    // Again, because a number may have hidden the one next to it. It ends: every round takes digits away.
  } while (masked !== before);
  return masked;
}

/**
 * The same for every text within JSON.
 *
 * @param codes keys whose texts stay as they are.
 */
export function maskPersonalIn<T>(value: T, codes: readonly string[] = []): T {
  return maskValue(value, new Set(codes)) as T;
}

function maskValue(value: unknown, codes: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return maskPersonal(value);
  if (Array.isArray(value)) return value.map((inner) => maskValue(inner, codes));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const kept = (key: string, inner: unknown) => codes.has(key) && typeof inner === 'string';
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, kept(key, inner) ? inner : maskValue(inner, codes)]),
  );
}

function maskAll(text: string): string {
  let masked = text;
  let folded = fold(masked);
  for (const kind of personalNumbers) {
    const next = maskKind(masked, folded, kind);
    if (next === masked) continue;
    masked = next;
    folded = fold(masked);
  }
  return masked;
}

function maskKind(text: string, folded: Folded, { looks, proves, kept }: PersonalNumber): string {
  let masked = '';
  let done = 0;
  for (const { 0: found, index } of folded.text.matchAll(looks)) {
    const compact = found.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase();
    if (!proves(compact)) continue;
    masked += `${text.slice(done, folded.at[index])}•••• ${compact.slice(-kept)}`;
    done = folded.at[index + found.length]!;
  }
  return masked + text.slice(done);
}
