import { expect } from 'chai';
import type { Phone, Sandbox } from '../../../src/sandbox/index.ts';
import { Receiver, account, create, graph, number, startFor, textTo, toThandi, valuesOf } from './receiver.ts';

const thandi = '+27821234567';
const meta = { provider: 'meta', phoneNumberId: number.phoneNumberId } as const;
const twilio = { provider: 'twilio', number: '+27105550200' } as const;
const { Body: _body, ...withoutBody } = toThandi;

describe('a person who acts', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  let phone: Phone;
  const interactive = (type: string, action: object) =>
    graph(sandbox, {
      ...textTo(thandi),
      type: 'interactive',
      interactive: { type, body: { text: 'Choose' }, action },
    });
  const template = (components: object[]) =>
    graph(sandbox, {
      ...textTo(thandi),
      type: 'template',
      template: { name: 'reminder', language: { code: 'en' }, components },
    });
  const content = (types: Record<string, Record<string, unknown>>) => {
    const given = { friendlyName: 'a', language: 'en', variables: {}, types };
    return create(sandbox, { ...withoutBody, ContentSid: sandbox.contents.register(account.accountSid, given).sid });
  };
  const told = () => receiver.messages.at(-1) as unknown as Record<string, unknown>;
  const form = () => receiver.forms.findLast(({ SmsStatus: status }) => status === 'received')!;
  const failure = (call: Promise<unknown>) =>
    call.then(
      () => 'none',
      (error: unknown) => (error as Error).message,
    );

  beforeEach(async () => {
    receiver = await new Receiver().listen();
    sandbox = await startFor(receiver, { enforceWindow: false });
    phone = sandbox.phone(thandi);
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('taps a button at Meta, by title or id', async () => {
    const buttons = ['Yes', 'No'].map((title) => ({ type: 'reply', reply: { id: title.toLowerCase(), title } }));
    await interactive('button', { buttons });
    const message = await phone.waitForMessage();
    for (const button of ['No', 'no']) {
      await phone.tap(message, button);
      expect(told()).to.deep.include({
        type: 'interactive',
        interactive: { type: 'button_reply', button_reply: { id: 'no', title: 'No' } },
        context: { from: '27105550100', id: message.externalId },
      });
      expect(told()).to.not.have.property('text');
    }
    expect(await failure(phone.tap(message, 'Maybe'))).to.contain('no button Maybe; it has Yes, No');
  });

  it('taps a row of a list at Meta', async () => {
    const rows = [{ id: 'mon', title: 'Monday', description: 'Early' }];
    await interactive('list', { button: 'Days', sections: [{ title: 'Week', rows }] });
    await phone.tap(await phone.waitForMessage(), 'Monday');
    expect(told().interactive).to.deep.equal({ type: 'list_reply', list_reply: rows[0] });
  });

  it("taps a template's quick reply at Meta", async () => {
    const parameters = [{ type: 'payload', payload: 'confirm:7' }];
    await template([{ type: 'button', sub_type: 'quick_reply', index: '0', parameters }]);
    await phone.tap(await phone.waitForMessage(), 'confirm:7');
    expect(told()).to.deep.include({ type: 'button', button: { payload: 'confirm:7', text: 'confirm:7' } });
  });

  it('cannot tap a link in a way that the business hears of', async () => {
    await interactive('cta_url', { name: 'cta_url', parameters: { display_text: 'See', url: 'https://example.org' } });
    const message = await phone.waitForMessage();
    expect(message.buttons?.[0]).to.include({ type: 'url', url: 'https://example.org' });
    expect(await failure(phone.tap(message, 'See'))).to.contain('tells the business nothing');
  });

  it('taps buttons and rows at Twilio', async () => {
    await content({ 'twilio/quick-reply': { body: 'Ready?', actions: [{ title: 'Yes', id: 'y' }] } });
    const ready = await phone.waitForMessage();
    await phone.tap(ready, 'Yes');
    expect(form()).to.include({ Body: 'Yes', ButtonText: 'Yes', ButtonPayload: 'y', ButtonType: 'REPLY' });
    expect(form()).to.include({ OriginalRepliedMessageSid: ready.externalId });
    await content({ 'twilio/list-picker': { body: 'Which?', button: 'Days', items: [{ item: 'Monday', id: 'mon' }] } });
    await phone.tap(await phone.waitForMessage(), 'mon');
    expect(form()).to.include({ Body: 'Monday', ListId: 'mon', ListTitle: 'Monday' });
  });

  it('shares a place and a contact with both', async () => {
    const place = { latitude: -33.9, longitude: 18.4, name: 'Clinic', address: 'Main Road 1' };
    await phone.sendLocation(meta, place);
    expect(told()).to.deep.include({ type: 'location', location: place });
    await phone.sendLocation(twilio, place);
    expect(form()).to.include({ Latitude: '-33.9', Longitude: '18.4', Label: 'Clinic', Body: '' });
    await phone.shareContact(meta, { name: 'Sipho', phone: '+27820000000' });
    expect(told().contacts).to.deep.equal([
      { name: { formatted_name: 'Sipho' }, phones: [{ phone: '+27820000000', wa_id: '27820000000', type: 'CELL' }] },
    ]);
    await phone.shareContact(twilio, { name: 'Sipho' });
    expect(form()).to.include({ NumMedia: '1', MediaContentType0: 'text/vcard' });
  });

  it('reacts at Meta, and takes it back', async () => {
    await graph(sandbox, textTo(thandi));
    const message = await phone.waitForMessage();
    await phone.react(message, '👍');
    expect(told().reaction).to.deep.equal({ message_id: message.externalId, emoji: '👍' });
    await phone.react(message, null);
    expect(told().reaction).to.deep.equal({ message_id: message.externalId });
    await create(sandbox, toThandi);
    expect(await failure(phone.react(await phone.waitForMessage(), '👍'))).to.contain('Twilio');
  });

  it('corrects and takes back what was written, and orders', async () => {
    const { externalId } = await phone.send({ via: meta, text: 'Helo' });
    await phone.edit(meta, externalId, 'Hello');
    expect(told().edit).to.deep.include({ original_message_id: externalId });
    await phone.revoke(meta, externalId);
    expect(told()).to.deep.include({ type: 'revoke', revoke: { original_message_id: externalId } });
    const items = [{ productId: 'p1', quantity: 2, price: 10.5, currency: 'ZAR' }];
    await phone.order(meta, { catalogId: 'c1', items, text: 'Please' });
    expect(told().order).to.deep.equal({
      catalog_id: 'c1',
      text: 'Please',
      product_items: [{ product_retailer_id: 'p1', quantity: 2, item_price: 10.5, currency: 'ZAR' }],
    });
  });

  it('fills in a flow', async () => {
    const parameters = { flow_message_version: '3', flow_id: '1', flow_cta: 'Open', flow_token: 't' };
    await interactive('flow', { name: 'flow', parameters });
    const message = await phone.waitForMessage();
    await phone.answerFlow(message, { name: 'Thandi' });
    expect(told().interactive).to.deep.equal({
      type: 'nfm_reply',
      nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"name":"Thandi"}' },
    });
    expect(told().context).to.deep.include({ id: message.externalId });
  });

  it('forwards', async () => {
    await phone.send({ via: meta, text: 'Look', forwarded: 'often' });
    expect(told().context).to.deep.equal({ frequently_forwarded: true });
    await phone.send({ via: twilio, text: 'Look', forwarded: true });
    expect(form()).to.include({ Forwarded: 'true', FrequentlyForwarded: 'false' });
  });

  it('moves to another number, with a new id, and is written to there', async () => {
    await phone.send({ via: meta, text: 'Hi' });
    const before = String((receiver.messages[0] as unknown as Record<string, unknown>).from_user_id);
    await phone.changeNumber('+27831112222', { via: meta });
    const [value] = valuesOf(receiver.requests.at(-1)!);
    expect(value).to.not.have.property('contacts');
    expect(told()).to.include({ type: 'system', from: '27821234567' });
    const { system } = told() as { system: Record<string, unknown> };
    expect(system).to.include({ type: 'user_changed_number', wa_id: '27831112222', previous_user_id: before });
    expect(system.user_id).to.match(/^ZA\./).and.not.equal(before);
    expect([phone.number, sandbox.phone('+27831112222')]).to.deep.equal(['+27831112222', phone]);
    await phone.send({ via: meta, text: 'Me again' });
    expect(told()).to.include({ from: '27831112222', from_user_id: system.user_id });
    await graph(sandbox, textTo(thandi, 'to the old number'));
    await graph(sandbox, textTo('+27831112222', 'to the new one'));
    expect((await phone.waitForMessage()).text).to.equal('to the new one');
  });

  it('whose number is hidden moves by id alone', async () => {
    phone.update({ hideNumber: true, bsuid: 'ZA.1', username: 'thandi' });
    await phone.changeNumber('+27831112222', { via: meta, bsuid: 'ZA.2' });
    const { system } = told() as { system: Record<string, unknown> };
    expect(system).to.include({ type: 'user_changed_user_id', user_id: 'ZA.2', previous_user_id: 'ZA.1' });
    expect(system).to.not.have.property('wa_id');
  });
});
