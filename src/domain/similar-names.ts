// What somebody may have meant who wrote a name that there is not.
const mostSimilar = 3;

/** The nearest first, at most three. */
export function similarNames(name: string, names: readonly string[]): string[] {
  return names
    .map((other) => ({ other, distance: distanceOf(name, other) }))
    .filter(({ other, distance }) => distance <= Math.max(2, Math.min(name.length, other.length) / 3))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, mostSimilar)
    .map(({ other }) => other);
}

/** How many letters have to change (Levenshtein), of the first 40. */
function distanceOf(a: string, b: string): number {
  const [from, to] = [a.slice(0, 40), b.slice(0, 40)];
  let row = Array.from({ length: to.length + 1 }, (_, n) => n);
  for (const [i, letter] of Array.from(from).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(to).entries()) {
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length]!;
}
