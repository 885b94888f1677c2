// A person writes and gets an answer: the whole path, for both providers.
import { expect } from 'chai';
import { metaVia, startPlatform, twilioVia, type Platform } from '../support/platform.ts';
import { until } from '../support/until.ts';

describe('a conversation', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform();
  });
  after(() => platform.close());

  const messages = () => platform.database.db.selectFrom('messages').selectAll().orderBy('id').execute();

  for (const via of [metaVia, twilioVia]) {
    it(`is answered through ${via.provider}, and its receipts reach the history`, async () => {
      const person = via.provider === 'meta' ? '+27821230001' : '+27821230002';
      const phone = platform.sandbox.phone(person, { profileName: 'Thandi' });
      const sent = await phone.send({ via, text: 'Good morning — môre 👋' });
      expect(sent.status).to.equal(200);

      const reply = await phone.waitForMessage();
      expect(reply.text).to.equal('[Echo] Good morning — môre 👋');

      const stored = await until('the reply is read', async () =>
        (await messages()).find((message) => message.external_id === reply.externalId && message.status === 'read'),
      );
      expect(stored.direction).to.equal('outbound');
      for (const at of [stored.accepted_at, stored.sent_at, stored.delivered_at, stored.read_at])
        expect(at).to.be.instanceOf(Date);

      const inbound = (await messages()).find((message) => message.external_id === sent.externalId);
      expect(inbound).to.include({
        direction: 'inbound',
        kind: 'text',
        body: 'Good morning — môre 👋',
        status: 'received',
      });
      expect(stored.caused_by_id).to.equal(inbound?.id);
      expect(stored.conversation_id).to.equal(inbound?.conversation_id);
    });
  }

  it('keeps the order of many messages written quickly', async () => {
    const phone = platform.sandbox.phone('+27821230003');
    const texts = Array.from({ length: 20 }, (_, n) => `message ${n}`);
    for (const text of texts) await phone.send({ via: metaVia, text });
    await until('all replies', () => phone.inbox.length === texts.length);
    expect(phone.inbox.map((message) => message.text)).to.deep.equal(texts.map((text) => `[Echo] ${text}`));
  });

  it('logs one trace from webhook to receipt, without personal data', async () => {
    const phone = platform.sandbox.phone('+27821230004', { profileName: 'Nomsa' });
    const sent = await phone.send({ via: metaVia, text: 'a very private matter' });
    await phone.waitForMessage();
    const inbound = await until('stored', async () =>
      (await messages()).find((message) => message.external_id === sent.externalId),
    );
    const trace = () => platform.logLines.filter((line) => line.includes(`"trace_id":"${inbound.id}"`));
    await until('a receipt is logged', () => trace().some((line) => line.includes('"status":"read"')));
    expect(trace().join()).to.include('message received').and.include('message accepted by the provider');
    const log = platform.logLines.join('');
    for (const personal of ['27821230004', 'Nomsa', 'private matter', 'sandbox-access-token'])
      expect(log).not.to.include(personal);
  });
});
