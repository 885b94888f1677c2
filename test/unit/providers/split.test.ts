// How webhooks are split, beyond the common contract: whose a message is, and what is kept of what nobody understands.
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { WebhookRequest } from '../../../src/providers/provider.ts';
import { parseMetaMessage } from '../../../src/providers/meta/parse.ts';
import { splitMetaWebhook } from '../../../src/providers/meta/split.ts';
import { splitTwilioWebhook } from '../../../src/providers/twilio/split.ts';
import { newId } from '../../../src/domain/ids.ts';
import { changeOf, metaEnvelope, metaText, textOf } from '../../support/meta.ts';

function json(body: unknown): WebhookRequest {
  const bytes = Buffer.from(JSON.stringify(body));
  const hash = createHash('sha256').update(bytes).digest('hex');
  const url = `https://hooks.example.org/webhooks?bodySHA256=${hash}`;
  return { url, headers: { 'content-type': 'application/json' }, body: bytes };
}

function sendersOf(value: object) {
  return splitMetaWebhook(json(metaEnvelope(value)))
    .map((draft) => parseMetaMessage({ ...draft, id: newId(), provider: 'meta' }))
    .map(({ sender }) => sender);
}

describe('a webhook of Meta', () => {
  const bongani = { profile: { name: 'Bongani' }, wa_id: '27821230002', user_id: 'ZA.2' };

  it('does not give the only contact to a message of somebody else', () => {
    const text = metaText('wamid.b', 'hello', '27821230002');
    // It says nothing new, and system messages come without a contact of their own.
    const notice = changeOf({ phone: '27821230001' }, { phone: '27821230001' });
    expect(sendersOf({ contacts: [bongani], messages: [notice, text] })).to.deep.equal([
      { phone: '27821230001' },
      { phone: '27821230002', bsuid: 'ZA.2', name: 'Bongani' },
    ]);
    const alone = { contacts: [bongani], messages: [textOf({ phone: '27821230001', bsuid: 'ZA.1' }, 'hi')] };
    expect(sendersOf(alone)).to.deep.equal([{ phone: '27821230001', bsuid: 'ZA.1' }]);
  });

  it('takes the only contact for the sender of the only message, however their number is spelled', () => {
    const spelled = {
      contacts: [{ ...bongani, wa_id: '5511987654321' }],
      messages: [metaText('wamid.c', 'oi', '551187654321')],
    };
    expect(sendersOf(spelled)).to.deep.equal([{ phone: '551187654321', bsuid: 'ZA.2', name: 'Bongani' }]);
  });
});

describe('a webhook of Twilio', () => {
  it('is kept whole when its JSON is no object', () => {
    const events = [{ specversion: '1.0', type: 'com.twilio.messaging.message.read', data: { messageSid: 'SM1' } }];
    const drafts = [events, [], 'words', 7, null].map((body) => splitTwilioWebhook(json(body)));
    expect(drafts[0]).to.have.lengthOf(1);
    expect(drafts[0]![0]).to.deep.include({ kind: 'other', payload: { body: events } });
    expect(new Set(drafts.flat().map(({ externalId }) => externalId)).size).to.equal(5);
  });
});
