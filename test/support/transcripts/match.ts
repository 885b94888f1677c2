// Whether what was shown is what a transcript expects, and how the two differ where it is not.

/** Tracking numbers by the name they were given at their first use. */
export type Captures = Map<string, string>;

const trackingNumber = '[A-Z]+-[A-Z0-9]{6}';
const special = /(…|\{[a-z]\w*\})/;

/** Takes captures when it fits. */
export function fits(expected: string, actual: string, captures: Captures): boolean {
  const match = patternOf(expected, captures).exec(actual);
  for (const [name, value] of Object.entries(match?.groups ?? {})) captures.set(name, value);
  return match !== null;
}

/** With what was captured in place of its name; `{name.bare}` is a number without its prefix. Throws when there is nothing of that name. */
export function filled(text: string, captures: Captures): string {
  return text.replaceAll(/\{([a-z]\w*)(\.bare)?\}/g, (_, name: string, bare: string | undefined) => {
    const value = captures.get(name);
    if (value === undefined) throw new Error(`{${name}} is not known yet`);
    return bare === undefined ? value : value.replace(/^[A-Z]+-/, '');
  });
}

function patternOf(expected: string, captures: Captures): RegExp {
  const seen = new Set<string>();
  const parts = expected.split(special).map((part) => {
    if (part === '…') return '[^]*?';
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    if (name === undefined) return escaped(part);
    const known = captures.get(name);
    if (known !== undefined) return escaped(known);
    if (seen.has(name)) return `\\k<${name}>`;
    seen.add(name);
    return `(?<${name}>${trackingNumber})`;
  });
  return new RegExp(`^${parts.join('')}$`, 'u');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

/** Line by line: `-` expected and not there, `+` there and not expected. */
export function difference(expected: readonly string[], actual: readonly string[], captures: Captures): string[] {
  const same = (i: number, j: number) => fits(expected[i]!, actual[j]!, new Map(captures));
  // Lengths of the longest common rest from each pair of lines on.
  const common = Array.from({ length: expected.length + 1 }, () => Array<number>(actual.length + 1).fill(0));
  for (let i = expected.length - 1; i >= 0; i--)
    for (let j = actual.length - 1; j >= 0; j--)
      common[i]![j] = same(i, j) ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < expected.length || j < actual.length) {
    if (i < expected.length && j < actual.length && same(i, j)) {
      lines.push(`  ${actual[j]}`);
      i += 1;
      j += 1;
    } else if (j === actual.length || (i < expected.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push(`- ${expected[i]}`);
      i += 1;
    } else {
      lines.push(`+ ${actual[j]}`);
      j += 1;
    }
  }
  return lines;
}
