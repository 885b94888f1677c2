// Hands one template to its provider.
import type { SubmittedTemplate } from '../../providers/provider.ts';
import type { Channel } from '../../store/channels.ts';
import { claimSubmission, recordSubmission, type Submission } from '../../store/template-work.ts';
import type { StoredTemplate } from '../../store/templates.ts';
import { timed } from '../api-latency.ts';
import type { JobContext } from '../job.ts';

// Longer than any call takes.
const leaseMs = 120_000;
const retryAfterMs = 60_000;

export async function submitTemplate(context: JobContext, id: string): Promise<void> {
  const { db, clock } = context;
  const now = clock.now();
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const template = await db.transaction().execute((trx) => claimSubmission(trx, id, now, leaseUntil));
  if (!template) return;
  const find = () => channelOf(context, template);
  const channel = find() ?? ((await context.channels.refreshSoon()) ? find() : undefined);
  const result = channel ? await callProvider(context, channel, template) : noChannel;
  await db.transaction().execute(async (trx) => {
    await recordSubmission(trx, { id, leaseUntil }, toSubmission(context, result));
    // What the provider has instead is not known: an edit it refused leaves the earlier text in force.
    if (channel && result.type === 'refused') {
      await context.queue.enqueue(trx, [{ queue: 'templates', data: { action: 'sync', channelId: channel.id } }]);
    }
  });
}

const noChannel: SubmittedTemplate = {
  type: 'refused',
  failure: { kind: 'permanent', code: 'no_channel', text: 'No enabled WhatsApp channel of the account is there.' },
};

function channelOf({ channels }: JobContext, { tenantId, provider, account }: StoredTemplate): Channel | undefined {
  const usable = channels.enabledOf(provider).filter((channel) => channel.transport === 'whatsapp');
  return usable.find((channel) => channel.tenantId === tenantId && channel.account === account);
}

async function callProvider(
  context: JobContext,
  channel: Channel,
  { definition, externalId, id }: StoredTemplate,
): Promise<SubmittedTemplate> {
  const provider = context.providers[channel.provider];
  try {
    return await timed(context, `${provider.name}.templates`, () =>
      provider.submitTemplate(channel, definition, externalId ?? undefined),
    );
  } catch (err) {
    // A bug of ours.
    context.log.error({ err, template: id }, 'a provider threw');
    return { type: 'retry', failure: { kind: 'retry', code: 'internal', text: 'It failed inside Switchboard.' } };
  }
}

function toSubmission({ clock }: JobContext, result: SubmittedTemplate): Submission {
  switch (result.type) {
    case 'submitted':
      return { status: result.status, externalId: result.externalId };
    case 'refused': {
      const { failure, detail } = result;
      return { status: 'rejected', reason: `${detail ?? failure.text} (${failure.code})` };
    }
    case 'retry':
      return { reason: result.failure.text, again: new Date(clock.now().getTime() + retryAfterMs) };
  }
}
