// The places in a text that are filled when it is sent: `{{1}}`, `{{first_name}}`.
const pattern = /\{\{\s*(\w+)\s*\}\}/g;

/** In order, each once. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))];
}

/** What has no value stays as it is. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(pattern, (whole, name: string) => values[name] ?? whole);
}

/** An object of texts throughout, such as a provider's definition of a message. */
export function filledDeep<T>(value: T, values: Readonly<Record<string, string>>): T {
  if (typeof value === 'string') return filled(value, values) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => filledDeep(each, values)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, filledDeep(each as unknown, values)]);
  return Object.fromEntries(entries) as T;
}
