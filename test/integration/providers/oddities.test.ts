// Authentic webhooks of odd content through the whole platform: each is kept, none stops the others or the process.
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { demoMeta, demoTwilio } from '../../../src/sandbox/demo.ts';
import { twilioSignature } from '../../../src/sandbox/signatures.ts';
import { metaEnvelope, metaText, signedMeta } from '../../support/meta.ts';
import { metaVia, startPlatform, twilioVia, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { changed, changes, weirdText } from '../../unit/providers/weird.ts';

const fixtures = path.join(import.meta.dirname, '../../fixtures/meta');
// Without those that end sending: they are obeyed, however odd the rest of them is.
const payloads = readdirSync(fixtures)
  .map((file) => readFileSync(path.join(fixtures, file), 'utf8'))
  .filter((text) => !text.includes('"account_update"'))
  .map((text) => JSON.parse(text) as object);

describe('webhooks of odd content', () => {
  let platform: Platform;
  let url: string;
  before(async () => {
    platform = await startPlatform();
    url = platform.info.receiverUrl!;
  });
  after(() => platform.close());

  afterEach('the platform still answers through both providers', async () => {
    for (const via of [metaVia, twilioVia]) {
      const phone = platform.sandbox.phone(via.provider === 'meta' ? '+27821237771' : '+27821237772');
      const before = phone.inbox.length;
      await phone.send({ via, text: 'Still there?' });
      await until('an answer', () => phone.inbox.length > before);
    }
  });

  const stored = async (externalId: string) => {
    const { db } = platform.database;
    return until(`${externalId} is stored`, () =>
      db.selectFrom('messages').selectAll().where('external_id', '=', externalId).executeTakeFirst(),
    );
  };

  it('are accepted whatever of them was replaced, removed or wrapped', async () => {
    const property = fc.asyncProperty(fc.constantFrom(...payloads), changes, async (payload, list) => {
      const value = changed(payload, list);
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      const { status } = await signedMeta(url, value as object);
      expect(status).to.equal(isObject ? 200 : 400);
    });
    await fc.assert(property, { numRuns: 150 });
  });

  it('are kept as text when they are nested too deeply', async () => {
    const deep = `{"object":"x","entry":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const signature = createHmac('sha256', demoMeta.appSecret).update(deep).digest('hex');
    const response = await fetch(`${url}/webhooks/meta`, {
      method: 'POST',
      body: deep,
      headers: { 'x-hub-signature-256': `sha256=${signature}` },
    });
    expect(response.status).to.equal(200);
    const { db } = platform.database;
    await until('it is kept', async () => {
      const rows = await db.selectFrom('webhook_events').select('payload').execute();
      return rows.some((row) => JSON.stringify(row.payload).includes('too_deep'));
    });
  });

  it('lose only the characters that cannot be stored', async () => {
    const message = metaText('wamid.odd-characters', 'a\0b\ud800c 👋', '27821237773');
    expect(
      (
        await signedMeta(
          url,
          metaEnvelope({ contacts: [{ profile: { name: '\0' }, wa_id: '27821237773' }], messages: [message] }),
        )
      ).status,
    ).to.equal(200);
    expect((await stored('wamid.odd-characters')).body).to.equal('a\ufffdb\ufffdc 👋');
  });

  it('do not hold up what came with them', async () => {
    const messages = [
      metaText('wamid.good-1', 'first', '27821237774'),
      { id: 'wamid.nobody', type: 'text', text: { body: 'from nobody' } },
      { ...metaText('wamid.odd-time', 'odd', '27821237774'), timestamp: '9'.repeat(400) },
      { ...metaText('wamid.long', 'x'.repeat(100_000), '27821237774') },
      { ...metaText('wamid.'.padEnd(20_000, 'x'), 'an endless id', '27821237774') },
      metaText('wamid.good-2', 'last', '27821237774'),
    ];
    expect((await signedMeta(url, metaEnvelope({ messages }))).status).to.equal(200);
    for (const id of ['wamid.good-1', 'wamid.odd-time', 'wamid.long', 'wamid.good-2']) await stored(id);
  });

  it('of Twilio are accepted too, whatever their parameters', async () => {
    const names = [
      'From',
      'To',
      'Body',
      'MessageSid',
      'SmsStatus',
      'MessageStatus',
      'AccountSid',
      'NumMedia',
      'Latitude',
      'ErrorCode',
      '__proto__',
    ];
    const params = fc.array(fc.tuple(fc.constantFrom(...names), weirdText), { maxLength: 8 });
    const property = fc.asyncProperty(params, async (entries) => {
      const form = {
        AccountSid: demoTwilio.accountSid,
        MessageSid: 'SModd',
        SmsStatus: 'received',
        To: `whatsapp:${demoTwilio.phone}`,
        ...Object.fromEntries(entries.map(([name, text]) => [name, text.toWellFormed()])),
      };
      const target = `${url}/webhooks/twilio`;
      const headers = { 'x-twilio-signature': twilioSignature(demoTwilio.authToken, target, form) };
      const { status } = await fetch(target, { method: 'POST', body: new URLSearchParams(form), headers });
      expect(status).to.equal(200);
    });
    await fc.assert(property, { numRuns: 100 });
  });
});
