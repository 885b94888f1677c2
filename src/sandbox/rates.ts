// How fast messages are accepted, and the limits that providers set to that where a test wants them.
import type { Limits } from './options.ts';

export type Excess = 'number' | 'pair';

const secondMs = 1_000;

/** One second of one number, sliding. */
class Second {
  #times: number[] = [];
  #first = 0;
  busiest = 0;

  countAt(now: number): number {
    while (this.#first < this.#times.length && this.#times[this.#first]! <= now - secondMs) this.#first += 1;
    if (this.#first > 10_000) {
      this.#times = this.#times.slice(this.#first);
      this.#first = 0;
    }
    return this.#times.length - this.#first;
  }

  add(now: number): void {
    this.#times.push(now);
    this.busiest = Math.max(this.busiest, this.countAt(now));
  }
}

interface Pair {
  /** Messages that the rate has not yet made up for. */
  debt: number;
  at: number;
  silentUntil: number;
}

export class Rates {
  readonly #limits: Limits;
  readonly #seconds = new Map<string, Second>();
  readonly #pairs = new Map<string, Pair>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Counts the message unless it is one too many. Without a person, only the number's own limit holds. */
  take(number: string, person: string | undefined, now: number): Excess | undefined {
    const second = this.#secondOf(number);
    if (second.countAt(now) >= (this.#limits.perSecond ?? Infinity)) return 'number';
    if (person !== undefined && !this.#takePair(`${number}|${person}`, now)) return 'pair';
    second.add(now);
    return undefined;
  }

  /** The most that were accepted from the number within any one second. */
  busiest(number: string): number {
    return this.#seconds.get(number)?.busiest ?? 0;
  }

  #secondOf(number: string): Second {
    const second = this.#seconds.get(number) ?? new Second();
    this.#seconds.set(number, second);
    return second;
  }

  /** A burst that uses up the allowance is followed by silence until all of it is there again. */
  #takePair(key: string, now: number): boolean {
    const { pair } = this.#limits;
    if (!pair) return true;
    const known = this.#pairs.get(key) ?? { debt: 0, at: now, silentUntil: 0 };
    if (now < known.silentUntil) return false;
    const debt = Math.max(0, known.debt - (now - known.at) / pair.everyMs) + 1;
    const silentUntil = debt >= pair.burst ? now + debt * pair.everyMs : 0;
    this.#pairs.set(key, { debt, at: now, silentUntil });
    return true;
  }
}
