// A reminder through the whole program: from the call that enqueues it to what the person's phone made of it.
import { expect } from 'chai';
import { connect, type Client } from '../integration/api/client.ts';
import { addKey, addTemplate, freshPhone } from '../integration/api/harness.ts';
import { startPlatform, type Platform } from '../support/platform.ts';
import { until } from '../support/until.ts';

describe('a reminder', () => {
  let platform: Platform;
  let client: Client;
  let channelId: string;
  before(async () => {
    platform = await startPlatform({ roles: ['receiver', 'worker', 'api'] });
    const channel = platform.channels.enabledOf('meta')[0]!;
    channelId = channel.id;
    const { tenantId } = channel;
    await addTemplate(
      platform,
      { id: tenantId, channelId },
      { name: 'visit', body: 'See you on {{1}}.' },
      { external_id: '1' },
    );
    client = connect({ api: { address: platform.info.grpcAddress! } }, await addKey(platform, tenantId));
  });
  after(async () => {
    client.close();
    await platform.close();
  });

  it('reaches the phone once, and tells what became of it', async () => {
    const phone = freshPhone();
    const { reminder } = await client.reminders.EnqueueReminder({
      phone,
      channelId,
      template: { name: 'visit', language: 'en', parameters: { 1: 'Monday' } },
      at: { seconds: String(Math.trunc(Date.now() / 1_000)), nanos: 0 },
      requestId: 'monday',
    });
    const { reminder: done, occurrences } = await until('it was read', async () => {
      const found = await client.reminders.GetReminder({ reminderId: reminder!.id });
      return found.occurrences[0]?.outcome === 'REMINDER_OUTCOME_READ' && found;
    });
    expect(done).to.include({ state: 'REMINDER_STATE_DONE', firedCount: 1 });
    const { message } = await client.messaging.GetMessage({ messageId: occurrences[0]!.messageId });
    expect(message).to.include({ text: 'See you on Monday.', kind: 'template' });
    expect(platform.sandbox.accepted.list(({ to }) => to === phone)).to.have.length(1);
  });
});
