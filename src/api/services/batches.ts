// Calls of several items that stand for themselves: each is read, and ends, by itself.
import { invalidFields, Refusal } from '../errors.ts';

const largestUpsert = 1_000;

/** Throws a Refusal unless there is an item, and not too many. @param field the .proto's name of the items. */
export function checkBatch(field: string, items: readonly unknown[]): void {
  if (items.length > 0 && items.length <= largestUpsert) return;
  throw invalidFields([{ field, description: `must have 1 to ${largestUpsert} items` }]);
}

/** What was read, or the Refusal that reading threw. */
export function attempt<Value>(read: () => Value): Value | Refusal {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The same items, but refused from the second on where several have one key. */
export function refuseRepeated<Item extends { key: string }>(
  items: readonly (Item | Refusal)[],
  fieldOf: (index: number) => string,
): (Item | Refusal)[] {
  const firsts = new Map<string, number>();
  return items.map((item, index) => {
    if (item instanceof Refusal) return item;
    const first = firsts.get(item.key);
    if (first === undefined) firsts.set(item.key, index);
    if (first === undefined) return item;
    return invalidFields([{ field: fieldOf(index), description: `is the same as ${fieldOf(first)}` }]);
  });
}

/** Those that were not refused. */
export function valid<Item>(items: readonly (Item | Refusal)[]): Item[] {
  return items.filter((item): item is Item => !(item instanceof Refusal));
}
