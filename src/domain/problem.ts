// What is wrong with something that was given: where, and what would be right.

export interface Problem {
  /** As the .proto files spell it: `interactive.buttons.buttons[1].title`. */
  path: string;
  /** Names the limit. Continues a sentence that begins with the path. */
  description: string;
}

export interface TextRule {
  min?: number;
  max: number;
}

/**
 * Why a text will not do, if so. Lengths in UTF-16 code units, as the providers count: an emoji is two or more. Postgres
 * cannot hold NUL, nor halves of surrogate pairs.
 */
export function textProblem(value: string, { min = 0, max }: TextRule): string | undefined {
  if (!value.isWellFormed() || value.includes('\0')) return 'holds characters that cannot be stored';
  if (value === '' && min > 0) return 'is required';
  if (min > 0 && value.trim() === '') return 'is blank';
  return value.length > max ? `is longer than ${max} characters` : undefined;
}

/** Collects problems below a path. */
export class Problems {
  readonly found: Problem[] = [];

  add(path: string, description: string | undefined): void {
    if (description !== undefined) this.found.push({ path, description });
  }

  text(path: string, value: string | undefined, rule: TextRule): void {
    this.add(path, textProblem(value ?? '', rule));
  }

  /** @param what `items`, `buttons`: a word for the things counted. */
  count(path: string, count: number, { min = 0, max }: TextRule, what: string): void {
    if (count < min || count > max) this.add(path, `must have ${min} to ${max} ${what}, not ${count}`);
  }

  /** Each value that stood further up already. */
  unique(values: readonly { path: string; value: string }[], what: string): void {
    const seen = new Map<string, string>();
    for (const { path, value } of values) {
      const first = seen.get(value);
      if (first === undefined) seen.set(value, path);
      else if (value !== '') this.add(path, `is the same ${what} as that of ${first}`);
    }
  }
}
