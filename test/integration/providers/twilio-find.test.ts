// Looking for a message whose send ended in doubt, at Twilio: finds that message and no other.
import { expect } from 'chai';
import type { OutboundContent } from '../../../src/domain/message.ts';
import type { LookupResult, OutboundMessage } from '../../../src/providers/provider.ts';
import { create } from '../sandbox/receiver.ts';
import { message, person, startRig, type Rig } from './rig.ts';

describe('looking for a message at Twilio', () => {
  let rig: Rig;
  let now: number;
  beforeEach(async () => {
    now = Date.now();
    rig = await startRig('twilio', { now: () => now });
  });
  afterEach(() => rig.close());

  const text = (words: string, about: Partial<OutboundMessage> = {}) =>
    message({ content: { kind: 'text', text: words }, ...about });
  const find = (about: OutboundMessage, known: string[] = []): Promise<LookupResult> =>
    rig.provider.find!(rig.channel, about, new Set(known));
  const sendId = async (about: OutboundMessage) => {
    const outcome = await rig.provider.send(rig.channel, about);
    if (outcome.type !== 'accepted') throw new Error(`not accepted: ${outcome.type}`);
    return outcome.externalId;
  };

  it('finds what was accepted though its answer was lost', async () => {
    rig.sandbox.faults.add({ kind: 'reset_after_accept' }, { times: 1 });
    const lost = text('Was I sent?');
    expect(await rig.provider.send(rig.channel, lost)).to.include({ type: 'ambiguous' });
    const [accepted] = rig.sandbox.accepted.list();
    expect(await find(lost)).to.deep.equal({ type: 'found', externalId: accepted!.externalId });
  });

  it('knows that what was not accepted is absent', async () => {
    rig.sandbox.faults.add({ kind: 'reset_before_accept' }, { times: 1 });
    const lost = text('Was I sent?');
    await rig.provider.send(rig.channel, lost);
    expect(await find(lost)).to.deep.equal({ type: 'absent' });
  });

  it('takes no other message for it: other words, another person, an earlier one, one that is known', async () => {
    const wanted = text('The same words');
    await sendId(text('Other words'));
    await sendId(text('The same words', { recipient: '+27821234568' }));
    const known = await sendId(text('The same words'));
    expect(await find(wanted, [known])).to.deep.equal({ type: 'absent' });
    const later = text('The same words', { startedAt: new Date(now + 60_000) });
    expect(await find(later)).to.deep.equal({ type: 'absent' });
    expect(await find(wanted)).to.deep.equal({ type: 'found', externalId: known });
  });

  it('takes nothing that the person wrote for it', async () => {
    await rig.sandbox.phone(person).send({ via: { provider: 'twilio', number: rig.channel.address }, text: 'An echo' });
    expect(await find(text('An echo'))).to.deep.equal({ type: 'absent' });
  });

  it('does not call it absent while it could hide behind the end of the list', async () => {
    const wanted = text('Far back', { startedAt: new Date(now) });
    await sendId(wanted);
    const form = { To: `whatsapp:${person}`, From: `whatsapp:${rig.channel.address}` };
    for (let n = 0; n < 100; n++) await create(rig.sandbox, { ...form, Body: `Newer ${n}` });
    expect(await find(wanted)).to.deep.equal({ type: 'unknown' });
    // Once the list reaches back to before the attempt, nothing can hide.
    const since = { startedAt: new Date(now + 60_000) };
    expect(await find(text('Never sent', since))).to.deep.equal({ type: 'absent' });
  });

  it('says that it does not know when the list cannot be had', async () => {
    for (const fault of [
      { kind: 'server_error' },
      { kind: 'html' },
      { kind: 'timeout_before_accept' },
      { kind: 'rate_limited' },
    ] as const) {
      rig.sandbox.faults.add(fault, { operation: 'read', times: 1 });
      expect(await find(text('x')), fault.kind).to.deep.equal({ type: 'unknown' });
    }
    expect(
      await rig.provider.find!({ ...rig.channel, apiUrl: 'http://127.0.0.1:1' }, text('x'), new Set()),
    ).to.deep.equal({ type: 'unknown' });
  });

  const source = { mediaId: 'm' };
  const files = new Map([['m', { url: 'https://files.example/m' }]]);
  const choices: OutboundContent = {
    kind: 'interactive',
    body: 'Where?',
    action: { type: 'list', button: 'Choose', sections: [{ title: 'A', rows: [{ id: 'r', title: 'Row' }] }] },
  };
  const plainKinds: OutboundContent[] = [
    { kind: 'image', source, caption: 'The leak' },
    { kind: 'audio', source },
    { kind: 'location', latitude: 1, longitude: 2, name: 'City Hall' },
    choices,
  ];

  it('finds a file, a place and numbered choices by their words and the number of files', async () => {
    for (const content of plainKinds) {
      rig.sandbox.faults.add({ kind: 'reset_after_accept' }, { operation: 'send', times: 1 });
      const lost = message({ content, files });
      expect(await rig.provider.send(rig.channel, lost), content.kind).to.include({ type: 'ambiguous' });
      const externalId = rig.sandbox.accepted.list().at(-1)!.externalId;
      // By now nobody prepares the file again.
      const asked = message({ content, startedAt: lost.startedAt });
      expect(await find(asked), content.kind).to.deep.equal({ type: 'found', externalId });
      expect(await find(asked, [externalId]), content.kind).to.deep.equal({ type: 'absent' });
    }
  });

  it('tells a file with words from the same words without a file', async () => {
    await sendId(text('The leak'));
    expect(await find(message({ content: plainKinds[0]!, files }))).to.deep.equal({ type: 'absent' });
  });

  const template: OutboundContent = { kind: 'template', name: 't', language: 'en', body: [], buttons: [] };

  it('knows that a template is absent when nothing went to the person, and does not guess when something did', async () => {
    const lost = message({ content: template });
    expect(await find(lost)).to.deep.equal({ type: 'absent' });
    const other = await sendId(text('From another program'));
    expect(await find(lost)).to.deep.equal({ type: 'unknown' });
    expect(await find(lost, [other])).to.deep.equal({ type: 'absent' });
  });

  it('finds an SMS by its words, and does not call it absent when other words may be its own', async () => {
    const sms = { ...rig.channel, transport: 'sms' } as const;
    const sent = await rig.provider.send(sms, text('Water is back'));
    const externalId = 'externalId' in sent ? sent.externalId : '';
    expect(await rig.provider.find!(sms, text('Water is back'), new Set())).to.deep.equal({
      type: 'found',
      externalId,
    });
    // A trial account puts words in front, a messaging service may replace some.
    expect(await rig.provider.find!(sms, text('Water is off'), new Set())).to.deep.equal({ type: 'unknown' });
    expect(await find(text('Water is back'))).to.deep.equal({ type: 'absent' });
  });
});
