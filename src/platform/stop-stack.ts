// What was started, to be stopped in the reverse order.
import type { Logger } from './log.ts';

/** Each stop runs even when another one fails. */
export function createStopStack(log: Logger) {
  const stops: { name: string; stop: () => Promise<void> | void }[] = [];
  return {
    push: (name: string, stop: () => Promise<void> | void) => void stops.push({ name, stop }),
    unwind: async () => {
      for (const { name, stop } of stops.splice(0).toReversed()) {
        try {
          await stop();
          log.debug({ part: name }, 'stopped');
        } catch (err) {
          log.error({ err, part: name }, 'did not stop cleanly');
        }
      }
    },
  };
}

export type StopStack = ReturnType<typeof createStopStack>;
