// What providers' account events do: templates, ratings, limits, pauses and people's wishes, set-based for a batch. Only
// channels whose own app signed the webhook are touched, and only their tenants' templates.
import type { AccountEvent } from '../domain/account-event.ts';
import type { NextJob } from '../domain/job.ts';
import { fromProviderPhone } from '../domain/phone.ts';
import type { WebhookItem } from '../domain/webhook.ts';
import type { Trx } from '../platform/db.ts';
import {
  limitPortfolios,
  rateChannels,
  setMarketingWishes,
  updateTemplates,
  type MarketingWish,
  type TemplateNews,
} from '../store/account-events.ts';
import { listConversationsWaiting } from '../store/backlog.ts';
import { pauseAsAnnounced, resumeAsAnnounced, type AnnouncedPause } from '../store/channel-pauses.ts';
import type { Channel } from '../store/channels.ts';
import { recordEvents, type NewEvent } from '../store/events.ts';
import type { JobContext } from './job.ts';

/** An event and the channels it is about. Never without channels. */
export interface ToldEvent {
  item: WebhookItem;
  event: AccountEvent;
  channels: Channel[];
}

export interface Applied {
  next: NextJob[];
  /** Channels are to be read again once this is committed. */
  channelsChanged: boolean;
}

/** Applies the events in the order given: the last word on a thing is the one that counts. */
export async function applyAccountEvents(context: JobContext, trx: Trx, told: readonly ToldEvent[]): Promise<Applied> {
  if (told.length === 0) return { next: [], channelsChanged: false };
  const byId = new Map(told.flatMap(({ channels }) => channels).map((channel) => [channel.id, channel]));
  const events = [
    ...(await applyTemplates(trx, told)),
    // Before anything of a channel: contacts are locked first by all.
    ...(await applyWishes(context, trx, told)),
    ...(await applyQuality(trx, told, byId)),
    ...(await applyLimits(trx, told)),
    ...alerts(told),
  ];
  await recordEvents(trx, events);
  const { next, channelsChanged } = await applyPauses(context, trx, told);
  return { next, channelsChanged: channelsChanged || events.some(({ type }) => type === 'channel_changed') };
}

async function applyTemplates(trx: Trx, told: readonly ToldEvent[]): Promise<NewEvent[]> {
  const news = new Map<string, TemplateNews>();
  for (const { item, event, channels } of told) {
    if (event.type !== 'template_status' && event.type !== 'template_category' && event.type !== 'template_quality')
      continue;
    const { type: _, name, language, ...change } = event;
    for (const tenantId of new Set(channels.map((channel) => channel.tenantId))) {
      const about = { tenantId, provider: item.provider, account: item.account, name, language };
      const key = JSON.stringify(about);
      const { reason, ...before }: TemplateNews = news.get(key) ?? about;
      // A reason belongs to its status.
      const kept = reason === undefined || 'status' in change ? {} : { reason };
      news.set(key, { ...before, ...kept, ...change });
    }
  }
  const changed = await updateTemplates(trx, [...news.values()]);
  return changed.map(({ id: templateId, tenantId, name, language, status, category, quality, reason }) => ({
    tenantId,
    type: 'template_changed',
    data: {
      templateId,
      name,
      language,
      status,
      category,
      ...(quality === null ? {} : { quality }),
      ...(reason === null ? {} : { reason }),
    },
  }));
}

type Channels = ReadonlyMap<string, Channel>;

async function applyQuality(trx: Trx, told: readonly ToldEvent[], byId: Channels): Promise<NewEvent[]> {
  const ratings = new Map<string, string>();
  for (const { event, channels } of told) {
    if (event.type === 'channel_quality') for (const { id } of channels) ratings.set(id, event.quality);
  }
  const changed = await rateChannels(
    trx,
    [...ratings].map(([channelId, quality]) => ({ channelId, quality })),
  );
  return changed.map((channelId) => ({
    tenantId: byId.get(channelId)!.tenantId,
    type: 'channel_changed',
    data: { channelId, change: 'quality', quality: ratings.get(channelId)! },
  }));
}

/** A limit is the whole portfolio's, so every number of it hears of it. */
async function applyLimits(trx: Trx, told: readonly ToldEvent[]): Promise<NewEvent[]> {
  const limits = new Map<string, Parameters<typeof limitPortfolios>[1][number]>();
  for (const { item, event, channels } of told) {
    if (event.type !== 'messaging_limit') continue;
    for (const { portfolio, account } of channels) {
      const name = portfolio ?? account;
      limits.set(`${item.provider} ${name}`, { provider: item.provider, name, perDay: event.perDay });
    }
  }
  const changed = await limitPortfolios(trx, [...limits.values()]);
  return changed.map(({ id: channelId, tenantId, perDay }) => ({
    tenantId,
    type: 'channel_changed',
    data: { channelId, change: 'limit', perDay },
  }));
}

function alerts(told: readonly ToldEvent[]): NewEvent[] {
  return told.flatMap(({ event, channels }) => {
    if (event.type !== 'account_alert') return [];
    return channels.map(({ id: channelId, tenantId }): NewEvent => ({
      tenantId,
      type: 'channel_changed',
      data: { channelId, change: 'alert', code: event.code, reason: event.text },
    }));
  });
}

async function applyWishes(context: JobContext, trx: Trx, told: readonly ToldEvent[]): Promise<NewEvent[]> {
  const wishes = told.flatMap(({ event, channels }) => {
    if (event.type !== 'marketing_preference') return [];
    const phone = event.phone === undefined ? undefined : fromProviderPhone(event.phone);
    return channels.map(({ id: channelId, account }): MarketingWish => {
      return { channelId, account, phone, bsuid: event.bsuid, wanted: event.wanted };
    });
  });
  const changed = await setMarketingWishes(trx, wishes, context.clock.now());
  return changed.map(({ contactId, tenantId, wanted }) => ({
    tenantId,
    type: 'contact_changed',
    data: { contactId, change: wanted ? 'marketing_opted_in' : 'marketing_opted_out' },
  }));
}

// What waits is put off until the pause ends, and no job may be put off for longer. If it is not over then, the next send
// finds out.
const longestPauseMs = 30 * 24 * 3600_000;

/** Codes of pauses that an account's restoration ends. */
const accountCodes = 'account_';

async function applyPauses(context: JobContext, trx: Trx, told: readonly ToldEvent[]): Promise<Applied> {
  const now = context.clock.now();
  const longest = new Date(now.getTime() + longestPauseMs);
  const pauses = new Map<string, AnnouncedPause>();
  const restored = new Set<string>();
  for (const { event, channels } of told) {
    for (const { id: channelId } of channels) {
      if (event.type === 'account_restored') {
        pauses.delete(channelId);
        restored.add(channelId);
      } else if (event.type === 'account_restricted') {
        const { code, text, until = longest } = event;
        restored.delete(channelId);
        pauses.set(channelId, { channelId, until: until < longest ? until : longest, code, text });
      }
    }
  }
  const ongoing = [...pauses.values()].filter(({ until }) => until > now);
  const paused = await pauseAsAnnounced(trx, ongoing, now);
  const resumed = await resumeAsAnnounced(trx, [...restored], accountCodes);
  const waiting: string[] = [];
  for (const channelId of resumed) waiting.push(...(await listConversationsWaiting(trx, channelId)));
  return {
    next: waiting.map((conversationId) => ({ queue: 'outbound', data: { conversationId } })),
    channelsChanged: paused.length + resumed.length > 0,
  };
}
