// Tells watchers when their tenant has news: one cheap poll for the whole process, and only while somebody watches.
import type { Database } from '../platform/db.ts';
import type { Logger } from '../platform/log.ts';
import { findFeedNews } from '../store/event-feed.ts';

export interface EventFeed {
  /** Calls `wake` when the tenant may have new events. The caller reads once after subscribing. Returns the way out. */
  subscribe(tenantId: string, wake: () => void): () => void;
  stop(): void;
}

// Polled rather than notified: an event becomes visible when the oldest open transaction ends, which no notification of
// its own transaction can tell.
const pollMs = 100;
const afterFailureMs = 1_000;

export function createEventFeed(db: Database, log: Logger): EventFeed {
  const watchers = new Map<string, Set<() => void>>();
  let timer: NodeJS.Timeout | undefined;
  let since: string | undefined;
  let stopped = false;

  const wakeAll = (tenantIds: Iterable<string>) => {
    for (const tenantId of tenantIds) for (const wake of watchers.get(tenantId) ?? []) wake();
  };
  const poll = async () => {
    const tenantIds = [...watchers.keys()];
    const news = await findFeedNews(db, tenantIds, since ?? '0');
    // The first look cannot tell what is new.
    wakeAll(since === undefined ? tenantIds : news.tenantIds);
    since = news.end;
  };
  const run = async () => {
    let delayMs = pollMs;
    try {
      await poll();
    } catch (err) {
      log.warn({ err }, 'event feed could not look for news');
      delayMs = afterFailureMs;
      since = undefined;
    }
    timer = undefined;
    schedule(delayMs);
  };
  const schedule = (delayMs: number) => {
    if (watchers.size === 0) since = undefined;
    if (stopped || watchers.size === 0 || timer) return;
    timer = setTimeout(() => void run(), delayMs);
  };
  return {
    subscribe: (tenantId, wake) => {
      const wakes = watchers.get(tenantId) ?? new Set();
      watchers.set(tenantId, wakes.add(wake));
      schedule(0);
      return () => {
        wakes.delete(wake);
        if (wakes.size === 0 && watchers.get(tenantId) === wakes) watchers.delete(tenantId);
      };
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
