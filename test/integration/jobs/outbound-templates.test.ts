// Templates on their way out: what the account is known to have decides before the call, and answers quote.
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import type { OutboundContent } from '../../../src/domain/message.ts';
import type { TemplateStatus } from '../../../src/domain/template.ts';
import { demoMeta, demoTwilio } from '../../../src/sandbox/demo.ts';
import { metaVia, startPlatform, twilioVia, type Platform } from '../../support/platform.ts';
import { createChats, type Chats } from './chats.ts';

describe('templates that go out', () => {
  let platform: Platform;
  let chats: Chats;
  before(async () => {
    platform = await startPlatform();
    chats = createChats(platform);
  });
  after(() => platform.close());

  const template = (name: string): OutboundContent => {
    return { kind: 'template', name, language: 'en', body: [{ text: 'Ana' }], buttons: [] };
  };
  const setSynced = async (at: Date | null) => {
    await platform.database.db.updateTable('channels').set({ templates_synced_at: at }).execute();
    await platform.channels.refresh();
  };
  const store = (tenantId: string, name: string, status: TemplateStatus, externalId: string | null) =>
    platform.database.db
      .insertInto('templates')
      .values({
        id: newId(),
        tenant_id: tenantId,
        provider: 'meta',
        account: demoMeta.wabaId,
        name,
        language: 'en',
        category: 'utility',
        definition: JSON.stringify({ name, language: 'en', body: 'Hello {{1}}', buttons: [] }),
        status,
        external_id: externalId,
      })
      .execute();

  it('are left to Meta where the account was never read, and to nobody at Twilio', async () => {
    await setSynced(null);
    const meta = await chats.open(metaVia);
    const [id] = await chats.send(meta, template('never_read'));
    await chats.settled(id!, 'read');
    expect(platform.sandbox.accepted.list(({ to }) => to === meta.number).at(-1)!.type).to.equal('template');
    const twilio = await chats.open(twilioVia);
    const [refused] = await chats.send(twilio, template('never_read'));
    expect(await chats.settled(refused!, 'failed')).to.include({ error_code: 'template_unknown' });
    expect(platform.sandbox.accepted.list(({ from }) => from === demoTwilio.phone).at(-1)!.type).to.equal('text');
  });

  it('are refused without a call when the account is known not to have them, or not to have them approved', async () => {
    await setSynced(new Date());
    const chat = await chats.open();
    const before = platform.sandbox.accepted.count;
    await store(chat.tenantId, 'paused', 'paused', '11');
    await store(chat.tenantId, 'drafted', 'draft', null);
    for (const [name, code] of [
      ['nowhere', 'template_unknown'],
      ['drafted', 'template_unknown'],
      ['paused', 'template_paused'],
    ] as const) {
      const [id] = await chats.send(chat, template(name));
      expect(await chats.settled(id!, 'failed'), name).to.include({ error_kind: 'template', error_code: code });
      expect(await chats.outcomes(id!)).to.deep.equal([]);
    }
    expect(platform.sandbox.accepted.count).to.equal(before);
    await store(chat.tenantId, 'approved', 'approved', '12');
    const [id] = await chats.send(chat, template('approved'));
    await chats.settled(id!, 'read');
  });

  it('and all else quote what they answer', async () => {
    const chat = await chats.open();
    const id = await chats.reply(chat, 'wamid.THEIRS', { kind: 'location', latitude: 1, longitude: 2 });
    await chats.settled(id, 'read');
    expect(chat.phone.inbox.at(-1)!.payload).to.containSubset({ context: { message_id: 'wamid.THEIRS' } });
  });
});
