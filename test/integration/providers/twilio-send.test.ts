// Every kind of content at Twilio: as what it goes out, and what is refused because it cannot.
import { expect } from 'chai';
import type { InteractiveContent, OutboundContent } from '../../../src/domain/message.ts';
import type { ChannelAccess, OutboundMessage } from '../../../src/providers/provider.ts';
import { until } from '../../support/until.ts';
import { account } from '../sandbox/receiver.ts';
import { message, person, startRig, toItem, type Rig } from './rig.ts';

const service = `MG${'0'.repeat(32)}`;
const pooled = '+27105550201';

describe('a send at Twilio', () => {
  let rig: Rig;
  before(async () => {
    const senders = [...account.senders, { number: pooled, messagingServiceSid: service }];
    rig = await startRig('twilio', { twilio: { accounts: [{ ...account, senders }] } });
  });
  after(() => rig.close());
  beforeEach(() => rig.sandbox.accepted.clear());

  const send = (content: OutboundContent, about: Partial<OutboundMessage> = {}, channel: Partial<ChannelAccess> = {}) =>
    rig.provider.send({ ...rig.channel, ...channel }, message({ content, ...about }));
  const files = new Map([['m', { url: 'https://files.example/m?signature=x' }]]);
  const source = { mediaId: 'm' };
  /** The form of the one message that was accepted. */
  const form = (): { [name: string]: string } => {
    const accepted = rig.sandbox.accepted.list();
    expect(accepted).to.have.length(1);
    return accepted[0]!.payload as { [name: string]: string };
  };
  const expectRefused = async (content: OutboundContent, kind: string, channel: Partial<ChannelAccess> = {}) => {
    const outcome = await send(content, { files }, channel);
    expect(outcome, content.kind).to.containSubset({ type: 'rejected', failure: { kind } });
    expect(rig.sandbox.accepted.list(), content.kind).to.deep.equal([]);
  };

  it('gives each kind of file by its address, an image and a video with their caption', async () => {
    for (const kind of ['image', 'video', 'audio', 'document', 'sticker'] as const) {
      rig.sandbox.accepted.clear();
      const caption = kind === 'image' || kind === 'video' ? { caption: 'The leak' } : {};
      expect(await send({ kind, source, ...caption }, { files }), kind).to.include({ type: 'accepted' });
      expect(form()['MediaUrl'], kind).to.equal('https://files.example/m?signature=x');
      expect(form()['Body'], kind).to.equal(caption.caption);
    }
  });

  it('has Twilio fetch a file from an address that outlives its queue, and prepares none for SMS', async () => {
    let livesSeconds = 0;
    const url = (seconds: number) => {
      livesSeconds = seconds;
      return Promise.resolve('https://files.example/m');
    };
    const open = () => Promise.reject(new Error('is not uploaded'));
    const file = { kind: 'image', contentType: 'image/png', size: 1, filename: null, url, open } as const;
    expect(await rig.provider.prepareFile(rig.channel, file)).to.deep.equal({
      type: 'ready',
      reference: { url: 'https://files.example/m' },
    });
    expect(livesSeconds).to.be.within(4 * 3600, 5 * 3600);
    expect(await rig.provider.prepareFile({ ...rig.channel, transport: 'sms' }, file)).to.containSubset({
      type: 'rejected',
      failure: { kind: 'media' },
    });
  });

  it('refuses a caption that would be lost, and a file that is not ready', async () => {
    for (const kind of ['audio', 'document', 'sticker'] as const)
      await expectRefused({ kind, source, caption: 'Lost' }, 'permanent');
    await expectRefused({ kind: 'image', source: { mediaId: 'another' } }, 'media');
  });

  it('points at a place with its name and address', async () => {
    await send({
      kind: 'location',
      latitude: -33.92,
      longitude: 18.42,
      name: 'City Hall',
      address: '1 Darling Street',
    });
    expect(form()).to.include({ PersistentAction: 'geo:-33.92,18.42|1 Darling Street', Body: 'City Hall' });
    rig.sandbox.accepted.clear();
    await send({ kind: 'location', latitude: -33.92, longitude: 18.42 });
    expect(form()).to.include({ PersistentAction: 'geo:-33.92,18.42', Body: '-33.92,18.42' });
  });

  it('refuses what Twilio has no way to say', async () => {
    const card = { formattedName: 'Thandi', phones: [], emails: [], urls: [] };
    await expectRefused({ kind: 'contacts', contacts: [card] }, 'permanent');
    await expectRefused({ kind: 'reaction', to: 'SM1', emoji: '👍' }, 'permanent');
    await expectRefused({ kind: 'template', name: 'unknown', language: 'en', body: [], buttons: [] }, 'template');
  });

  it('sends an answer without the quote it cannot make', async () => {
    expect(await send({ kind: 'text', text: 'Yes' }, { replyTo: 'SM1' })).to.include({ type: 'accepted' });
    expect(form()['Body']).to.equal('Yes');
  });

  it('numbers the choices that Twilio cannot show, and says in which order', async () => {
    const sections = [
      { title: 'Streets', rows: [{ id: 'hole', title: 'Pothole' }] },
      { title: 'Water', rows: [{ id: 'leak', title: 'Leak' }] },
    ];
    const list: InteractiveContent = {
      kind: 'interactive',
      body: 'Which?',
      action: { type: 'list', button: 'Choose', sections },
    };
    expect(await send(list)).to.deep.include({
      type: 'accepted',
      options: [
        { id: 'hole', title: 'Pothole' },
        { id: 'leak', title: 'Leak' },
      ],
    });
    expect(form()['Body']).to.equal('Which?\n\nStreets\n1. Pothole\nWater\n2. Leak');
  });

  it('sends a picture above choices as the file of numbered text, and refuses a document there', async () => {
    const buttons = [{ id: 'y', title: 'Yes' }];
    const about: InteractiveContent = {
      kind: 'interactive',
      body: 'Is this it?',
      action: { type: 'buttons', buttons },
    };
    const outcome = await send({ ...about, header: { type: 'image', source } }, { files });
    expect(outcome).to.deep.include({ type: 'accepted', options: [{ id: 'y', title: 'Yes' }] });
    expect(form()).to.include({ Body: 'Is this it?\n\n1. Yes', MediaUrl: 'https://files.example/m?signature=x' });
    rig.sandbox.accepted.clear();
    await expectRefused({ ...about, header: { type: 'document', source } }, 'permanent');
  });

  it('leaves the choice of the number to a messaging service, and its receipts still name the channel', async () => {
    const through = { messagingService: service };
    expect(await send({ kind: 'text', text: 'From the pool' }, {}, through)).to.include({ type: 'accepted' });
    expect(form()).to.include({ MessagingServiceSid: service, To: `whatsapp:${person}` });
    expect(form()).not.to.have.property('From');
    const { provider, channel } = rig;
    const receipts = () => rig.received().filter(({ url }) => url.includes('sender='));
    const [receipt] = await until('a receipt', () => receipts().length > 0 && receipts());
    expect(new URLSearchParams(receipt!.body.toString()).get('From')).to.equal(`whatsapp:${pooled}`);
    expect(provider.verify(receipt!, [account.authToken])).to.equal(account.authToken);
    const [draft] = provider.split(receipt!);
    expect(draft).to.include({ kind: 'receipt', address: channel.address });
    expect(provider.parseReceipt(toItem('twilio', draft!))).to.have.property('attemptId');
  });

  it('goes through the account of its channel, whatever other accounts there are', async () => {
    const other = {
      accountSid: `AC${'f'.repeat(32)}`,
      authToken: 'another token',
      senders: [{ number: '+27105550299' }],
    };
    const two = await startRig('twilio', { twilio: { accounts: [account, other] } });
    const another = { account: other.accountSid, address: '+27105550299', secrets: { authToken: [other.authToken] } };
    const buttons = [{ id: 'y', title: 'Yes' }];
    const content: InteractiveContent = { kind: 'interactive', body: 'Is it?', action: { type: 'buttons', buttons } };
    const channels = [two.channel, { ...two.channel, ...another }];
    const outcomes = await Promise.all(
      channels.flatMap((channel) => [
        two.provider.send(channel, message()),
        two.provider.send(channel, message({ content })),
      ]),
    );
    expect(outcomes.map(({ type }) => type)).to.deep.equal(['accepted', 'accepted', 'accepted', 'accepted']);
    // A Content object belongs to one account.
    expect(two.sandbox.contents.list().map(({ accountSid }) => accountSid)).to.have.members([
      account.accountSid,
      other.accountSid,
    ]);
    const wrong = { ...two.channel, secrets: another.secrets };
    expect(await two.provider.send(wrong, message())).to.containSubset({ type: 'rejected', failure: { kind: 'auth' } });
    await two.close();
  });
});
