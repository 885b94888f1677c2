// Work that is long as a whole, done so that others have their turns in between.
import { setImmediate as others } from 'node:timers/promises';

const turnMs = 5;

/** As `map` does it; whatever else waits goes on whenever a few milliseconds are over. */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  map: (item: Item, index: number) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  let began = performance.now();
  for (const [index, item] of items.entries()) {
    results.push(map(item, index));
    if (performance.now() - began < turnMs) continue;
    await others();
    began = performance.now();
  }
  return results;
}
