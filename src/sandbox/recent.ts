// What the sandbox remembers, bounded: the newest `limit` items of a kind, with what was dropped told to the owner.
export class Recent<T> implements Iterable<T> {
  readonly #limit: number;
  readonly #onDrop: ((item: T) => void) | undefined;
  #items: T[] = [];

  constructor(limit: number, onDrop?: (item: T) => void) {
    this.#limit = limit;
    this.#onDrop = onDrop;
  }

  push(item: T): void {
    if (this.#limit === 0) return;
    this.#items.push(item);
    if (this.#items.length >= this.#limit * 2) this.#trim();
  }

  /** Oldest first. */
  toArray(): T[] {
    return this.#items.slice(-this.#limit);
  }

  /** Oldest first. */
  [Symbol.iterator](): Iterator<T> {
    return this.toArray()[Symbol.iterator]();
  }

  *newestFirst(): Generator<T> {
    const oldest = Math.max(0, this.#items.length - this.#limit);
    for (let index = this.#items.length - 1; index >= oldest; index -= 1) yield this.#items[index]!;
  }

  remove(isGone: (item: T) => boolean): void {
    this.#items = this.#items.filter((item) => !isGone(item));
  }

  clear(): void {
    const dropped = this.#items;
    this.#items = [];
    if (this.#onDrop) dropped.forEach(this.#onDrop);
  }

  // Dropping half at a time keeps a push cheap however large the limit is.
  #trim(): void {
    const dropped = this.#items.splice(0, this.#items.length - this.#limit);
    if (this.#onDrop) dropped.forEach(this.#onDrop);
  }
}
