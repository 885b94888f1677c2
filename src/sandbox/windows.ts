// The 24-hour customer-service windows: when each person last wrote to each number.
const windowMs = 24 * 60 * 60 * 1_000;

export class Windows {
  readonly #openedAt = new Map<string, number>();

  /** An older message that comes late does not shorten the window. */
  open(channel: string, person: string, at: number): void {
    const id = key(channel, person);
    this.#openedAt.set(id, Math.max(at, this.#openedAt.get(id) ?? 0));
  }

  close(channel: string, person: string): void {
    this.#openedAt.delete(key(channel, person));
  }

  isOpen(channel: string, person: string, now: number): boolean {
    const openedAt = this.#openedAt.get(key(channel, person));
    return openedAt !== undefined && now - openedAt < windowMs;
  }
}

function key(channel: string, person: string): string {
  return `${channel}|${person}`;
}
