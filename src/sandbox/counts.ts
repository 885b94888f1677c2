// Counters by name, for `calls` and `webhooks`.
export type Counts = Readonly<Record<string, number>>;

export class Counters {
  readonly #values = new Map<string, number>();

  add(name: string): void {
    this.#values.set(name, (this.#values.get(name) ?? 0) + 1);
  }

  toObject(): Counts {
    return Object.fromEntries(this.#values);
  }
}
