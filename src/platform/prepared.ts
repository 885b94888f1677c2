// Names statements, so that each connection plans them once: planning is most of what a small statement costs here, and
// the partitioned tables make it dearer still.
import { createHash } from 'node:crypto';

export interface NamedQuery {
  name?: string;
  text: string;
  values: unknown[];
}

// Statements whose text varies (lists of placeholders) would fill every connection's memory: the first thousand are named.
const mostNames = 1_000;
const names = new Map<string, string>();

// Once a migration gives the table another column, such a statement fails wherever it was prepared before, until the connection
// ends: with workers of the version before still at work, messages with files would.
const takesAnyColumns = /^select ("\w+"\.)?\*/;

/** A query as pg takes it. Without parameters it stays unnamed: begin, commit and the like gain nothing. */
export function namedQuery(text: string, values: readonly unknown[]): NamedQuery {
  if (values.length === 0) return { text, values: [] };
  const name = takesAnyColumns.test(text) ? undefined : (names.get(text) ?? nameOf(text));
  return name === undefined ? { text, values: [...values] } : { name, text, values: [...values] };
}

function nameOf(text: string): string | undefined {
  if (names.size >= mostNames) return undefined;
  const name = `s_${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
  names.set(text, name);
  return name;
}
