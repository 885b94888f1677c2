// How late this process was. A test that plays the provider as well notes late what was sent in time, and what it notes
// late it notes together: a rate can be told no better than that.
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface Lateness {
  /** The most that may seem to come within one second at this rate. */
  mostAt(ratePerSecond: number): number;
  stop(): void;
}

export function watchLateness(): Lateness {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  return {
    mostAt: (rate) => Math.ceil(rate * (1 + delays.max / 1e9)),
    stop: () => void delays.disable(),
  };
}
