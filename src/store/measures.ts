// Numbers read from the database for the metrics.
import { currentRate, fullRate, type Pace } from '../domain/pace.ts';
import type { Database } from '../platform/db.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Queue } from '../platform/queue.ts';
import { listSealedChannels, type Channel } from './channels.ts';
import { readServerFacts } from './diagnosis.ts';
import { listPaces } from './paces.ts';
import { listPortfolioUse } from './portfolios.ts';
import { countReminders } from './reminder-counts.ts';
import { countOpenTickets } from './sla.ts';
import { listTenants } from './tenants.ts';

/** Refreshes the gauges of queues, of the oldest open transaction, of what limits sending, of reminders and of open tickets. */
export async function measureDatabase(db: Database, queue: Queue, metrics: Metrics): Promise<void> {
  for (const { name, ready, oldestSeconds } of await queue.measure()) {
    metrics.queueDepth.set({ queue: name }, ready);
    metrics.queueAge.set({ queue: name }, oldestSeconds);
  }
  const { oldestTransactionSeconds } = await readServerFacts(db);
  metrics.oldestTransaction.set(oldestTransactionSeconds);
  await measureChannels(db, metrics);
  await measurePortfolios(db, metrics);
  const { due, waiting } = await countReminders(db, new Date());
  metrics.remindersDue.set(due);
  metrics.remindersWaiting.set(waiting);
  for (const { kind, open, overdue } of await countOpenTickets(db)) {
    metrics.ticketsOpen.set({ kind }, open);
    metrics.ticketsOverdue.set({ kind }, overdue);
  }
}

async function measureChannels(db: Database, metrics: Metrics): Promise<void> {
  const paces = await listPaces(db);
  const tenants = new Map((await listTenants(db)).map(({ id, name }) => [id, name]));
  for (const channel of await listSealedChannels(db)) {
    const { id, tenantId, name, provider, pausedUntil } = channel;
    metrics.channelInfo.set({ channel: id, tenant: tenants.get(tenantId) ?? tenantId, name, provider }, 1);
    metrics.channelPaused.set({ channel: id }, pausedUntil && pausedUntil > new Date() ? 1 : 0);
    const pace = paces.get(id);
    metrics.rate.set({ channel: id }, pace ? currentRate(channel, pace) : fullRate(channel));
    metrics.rateRemaining.set({ channel: id }, pace ? remaining(channel, pace) : fullRate(channel));
  }
}

/** What fits into the coming second behind the slots that are taken already. */
function remaining(channel: Pick<Channel, 'transport' | 'ratePerSecond'>, pace: Pace): number {
  const free = Math.min(Math.max(pace.now + 1000 - Math.max(pace.nextAt, pace.now), 0), 1000);
  return Math.floor((currentRate(channel, pace) * free) / 1000);
}

async function measurePortfolios(db: Database, metrics: Metrics): Promise<void> {
  for (const { provider, name: portfolio, used, perDay } of await listPortfolioUse(db)) {
    metrics.portfolioUsed.set({ provider, portfolio }, used);
    if (perDay === null) metrics.portfolioLimit.remove({ provider, portfolio });
    else metrics.portfolioLimit.set({ provider, portfolio }, perDay);
  }
}
