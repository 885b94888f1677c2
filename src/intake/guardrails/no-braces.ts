// Out: no placeholder of a template that nobody filled in.

const placeholders = [
  // {{1}}, {{name}}
  /\{\{[^{}]*\}\}/g,
  // ${order.number}
  /\$\{[^{}]*\}/g,
  // {name}, {n, plural, …}; an empty pair, too
  /\{\s*(?:[\p{Letter}_\d][\p{Letter}\p{Number}_.-]*\s*)?[,}]/gu,
  // <%= name %>, %(name)s
  /<%[^%]*%>|%\(\w+\)[sd]/g,
];

/** @param said what the person wrote: braces of their own may be repeated to them. */
export function hasBraces(text: string, said: string): boolean {
  return placeholders.some((pattern) => (text.match(pattern) ?? []).some((found) => !said.includes(found)));
}
