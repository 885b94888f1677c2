// Many callers, one write at a time: what arrives while a write is in flight shares the next one. No timer: a lone caller
// waits for nothing, and under load the groups grow by themselves (measured against a timer: always better).

export interface GroupCommit<Item> {
  /** Resolves once the items are written; rejects with the error of their write. */
  add(items: readonly Item[]): Promise<void>;
  /** Resolves when nothing is waiting or being written. */
  idle(): Promise<void>;
}

/** @param maxItems the largest write; one call's items always stay together. */
export function createGroupCommit<Item>(write: (items: Item[]) => Promise<void>, maxItems: number): GroupCommit<Item> {
  let waiting: { items: readonly Item[]; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let busy = false;
  const onIdle: (() => void)[] = [];

  const takeGroup = () => {
    let size = 0;
    let count = 0;
    for (const { items } of waiting) {
      if (count > 0 && size + items.length > maxItems) break;
      size += items.length;
      count += 1;
    }
    const group = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return group;
  };
  const run = async () => {
    busy = true;
    while (waiting.length > 0) {
      const group = takeGroup();
      try {
        await write(group.flatMap(({ items }) => items));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    busy = false;
    for (const resolve of onIdle.splice(0)) resolve();
  };
  return {
    add: (items) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ items, resolve, reject });
        if (!busy) void run();
      }),
    idle: () => (busy ? new Promise((resolve) => onIdle.push(resolve)) : Promise.resolve()),
  };
}
