// Some at once, in order.

/** Starts the work on each item, `width` at a time, and gives the outcome of each. */
export function inPool<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<void>,
): Map<Item, Promise<void>> {
  const waiting: (() => void)[] = [];
  let free = width;
  const turn = async () => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
  };
  const done = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return new Map(
    items.map((item) => {
      const outcome = turn().then(() => work(item).finally(done));
      // Whoever asks for it hears of a failure.
      outcome.catch(() => undefined);
      return [item, outcome];
    }),
  );
}
