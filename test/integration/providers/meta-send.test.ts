// What Meta is told for each kind of content, as its documentation shows it, and what it refuses of it.
import { expect } from 'chai';
import type { SendOutcome } from '../../../src/domain/failure.ts';
import type { OutboundContent } from '../../../src/domain/message.ts';
import { number } from '../sandbox/receiver.ts';
import { choice, interactive, kinds, link, template, two } from './meta-contents.ts';
import { message, person, startRig, type Rig } from './rig.ts';

describe('what Meta is told', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig('meta');
  });
  after(() => rig.close());
  afterEach(() => rig.sandbox.faults.clear());

  const send = (content: OutboundContent, about = {}) => rig.provider.send(rig.channel, message({ content, ...about }));
  const acceptedAs = async (outcome: SendOutcome) => {
    const id = outcome.type === 'accepted' ? outcome.externalId : JSON.stringify(outcome);
    return rig.sandbox.accepted.waitFor(({ externalId }) => externalId === id);
  };

  for (const [name, [content, body]] of Object.entries(kinds)) {
    it(`of ${name} is as documented, with the attempt beside it`, async () => {
      const about = message({ content });
      const { payload } = await acceptedAs(await rig.provider.send(rig.channel, about));
      expect(payload).to.deep.equal({
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: person,
        ...body,
        biz_opaque_callback_data: about.attemptId,
      });
    });
  }

  it('names what is quoted, but not twice for a reaction', async () => {
    const quoted = await acceptedAs(await send({ kind: 'text', text: 'yes' }, { replyTo: 'wamid.THEIRS' }));
    expect(quoted.payload).to.deep.include({ context: { message_id: 'wamid.THEIRS' } });
    const reaction = { kind: 'reaction', to: 'wamid.THEIRS', emoji: '👍' } as const;
    const reacted = await acceptedAs(await send(reaction, { replyTo: 'wamid.THEIRS' }));
    expect(reacted.payload).not.to.have.property('context');
  });

  it('names files by the id of their upload, or by the address that stands for them', async () => {
    const uploaded = await rig.sandbox.files.add(
      { provider: 'meta', phoneNumberId: number.phoneNumberId },
      {
        bytes: Buffer.from('%PDF-1.4'),
        contentType: 'application/pdf',
      },
    );
    const content = { kind: 'document', source: { mediaId: 'ours' } } as const;
    const byId = await acceptedAs(await send(content, { files: new Map([['ours', { id: uploaded.id }]]) }));
    expect(byId.payload).to.containSubset({ document: { id: uploaded.id } });
    const byUrl = await acceptedAs(await send(content, { files: new Map([['ours', { url: link }]]) }));
    expect(byUrl.payload).to.containSubset({ document: { link } });
  });

  it('is nothing at all where Meta has no way to say it', async () => {
    const before = rig.sandbox.calls;
    const header = { type: 'image', source: { link } } as const;
    const list = { type: 'list', button: 'Choose', sections: [{ rows: two }] } as const;
    const unsayable: OutboundContent[] = [
      { kind: 'audio', source: { link }, caption: 'listen' },
      { kind: 'sticker', source: { link }, caption: 'look' },
      { kind: 'image', source: { mediaId: 'not made ready' } },
      interactive({ ...list, sections: [{ rows: two }] }, { header }),
      interactive({ type: 'location_request' }, { footer: 'City' }),
    ];
    for (const content of unsayable)
      expect(await send(content)).to.containSubset({ type: 'rejected', failure: { kind: 'permanent' } });
    expect(rig.sandbox.calls).to.deep.equal(before);
  });

  it('is refused beyond every limit, and the refusal is final', async () => {
    const long = 'x'.repeat(5_000);
    const beyond: OutboundContent[] = [
      { kind: 'text', text: long },
      { kind: 'image', source: { link }, caption: long },
      { kind: 'location', latitude: 91, longitude: 0 },
      { kind: 'reaction', to: '', emoji: '👍' },
      interactive({ type: 'buttons', buttons: [...two, choice('a', 'a'), choice('b', 'b')] }),
      interactive({ type: 'buttons', buttons: [two[0]!, two[0]!] }),
      interactive({ type: 'buttons', buttons: [choice('a', 'a title that is too long for it')] }),
      interactive({ type: 'list', button: 'Choose', sections: [] }),
      interactive({ type: 'link', title: long, url: 'https://example.org' }),
      template({ name: '' }),
    ];
    for (const content of beyond)
      expect(await send(content), JSON.stringify(content).slice(0, 80)).to.containSubset({
        type: 'rejected',
        failure: { kind: 'permanent' },
      });
  });

  it('says which refusals may be about a file', async () => {
    const unknown = { files: new Map([['ours', { id: '1234567890' }]]) };
    const outcome = await send({ kind: 'image', source: { mediaId: 'ours' } }, unknown);
    expect(outcome).to.containSubset({ type: 'rejected', fileInQuestion: true });
    rig.sandbox.faults.add({ kind: 'error', code: 131053 }, { times: 1 });
    expect(await send({ kind: 'image', source: { link } })).to.containSubset({
      type: 'rejected',
      fileInQuestion: true,
      failure: { kind: 'media' },
    });
    const bad = await send({ kind: 'text', text: 'x'.repeat(5_000) });
    expect(bad).to.include({ type: 'rejected' });
    expect(bad).not.to.have.property('fileInQuestion');
  });
});
