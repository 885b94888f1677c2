// Reads the templates that a channel's account has at its provider.
import { newId } from '../../domain/ids.ts';
import type { ProviderTemplate } from '../../domain/template.ts';
import { recordSync, scheduleSync } from '../../store/template-work.ts';
import { timed } from '../api-latency.ts';
import type { JobContext } from '../job.ts';

// Longer than reading thousands takes.
const leaseMs = 300_000;
const retryAfterMs = 600_000;

export async function syncTemplates(context: JobContext, channelId: string): Promise<void> {
  const { db, clock, channels, log } = context;
  const channel =
    channels.findById(channelId) ?? ((await channels.refreshSoon()) ? channels.findById(channelId) : undefined);
  if (!channel || channel.transport === 'sms') return;
  const schedule = (inMs: number) =>
    db.transaction().execute((trx) => scheduleSync(trx, [channelId], new Date(clock.now().getTime() + inMs)));
  await schedule(leaseMs);
  const provider = context.providers[channel.provider];
  try {
    const templates = unique(await timed(context, `${provider.name}.templates`, () => provider.listTemplates(channel)));
    await db.transaction().execute((trx) => recordSync(trx, channel, templates, clock.now()));
  } catch (err) {
    log.warn({ err, channel: channelId }, 'templates could not be read; they are read again later');
    await schedule(retryAfterMs);
  }
}

/** Of one name and language the last counts. */
function unique(templates: readonly ProviderTemplate[]): (ProviderTemplate & { id: string })[] {
  const byKey = new Map(
    templates.map((template) => [`${template.definition.name} ${template.definition.language}`, template]),
  );
  return [...byKey.values()].map((template) => ({ ...template, id: newId() }));
}
