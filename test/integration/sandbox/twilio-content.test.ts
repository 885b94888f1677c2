import { expect } from 'chai';
import twilio from 'twilio';
import type { GivenContent, Sandbox, SandboxOptions } from '../../../src/sandbox/index.ts';
import { until } from '../../support/until.ts';
import { Receiver, account, create, startFor, toThandi } from './receiver.ts';

const thandi = '+27821234567';
const via = { provider: 'twilio', number: '+27105550200' } as const;
const { Body: _body, ...withoutBody } = toThandi;
const basic = {
  authorization: `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`,
};

const choice: GivenContent = {
  friendlyName: 'choice',
  language: 'en',
  variables: { '1': 'you' },
  types: {
    'twilio/quick-reply': {
      body: 'Ready, {{1}}?',
      actions: [
        { title: 'Yes', id: 'yes' },
        { title: 'No', id: 'no' },
      ],
    },
  },
};
const picker: GivenContent = {
  friendlyName: 'picker',
  language: 'en',
  variables: {},
  types: {
    'twilio/list-picker': {
      body: 'Which?',
      button: 'Choose',
      items: [{ item: 'Monday', id: 'mon', description: 'Early' }],
    },
  },
};

describe('content objects at the played Twilio', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  const start = async (options: SandboxOptions = {}) => {
    sandbox = await startFor(receiver, options);
  };
  const client = () => {
    const client = twilio(account.accountSid, account.authToken);
    client.content.baseUrl = sandbox.twilioUrl;
    return client;
  };
  const post = async (path: string, body: object) => {
    const headers = { ...basic, 'content-type': 'application/json' };
    const response = await fetch(sandbox.twilioUrl + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const made = async ({ friendlyName, ...content }: GivenContent) =>
    String((await post('/v1/Content', { friendly_name: friendlyName, ...content })).body.sid);
  const sendContent = (ContentSid: string, more: Record<string, string> = {}) =>
    create(sandbox, { ...withoutBody, ContentSid, StatusCallback: `${receiver.url}/status`, ...more });
  const errorOf = async (count = 1) => {
    await receiver.until((requests) => requests.length >= count);
    return receiver.forms.at(-1)?.ErrorCode;
  };

  beforeEach(async () => {
    receiver = await new Receiver().listen();
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('are made, found, listed and removed by the official client', async () => {
    await start();
    const { friendlyName, ...rest } = choice;
    const content = await client().content.v1.contents.create({
      friendly_name: friendlyName,
      ...rest,
    } as unknown as Parameters<ReturnType<typeof client>['content']['v1']['contents']['create']>[0]);
    expect(content.sid).to.match(/^HX[0-9a-f]{32}$/);
    expect(content).to.include({ friendlyName: 'choice', language: 'en', accountSid: account.accountSid });
    expect((await client().content.v1.contents(content.sid).fetch()).types).to.deep.equal(choice.types);
    for (let index = 0; index < 4; index += 1) await made(picker);
    const listed = await client().content.v1.contents.list({ pageSize: 2 });
    expect(listed.map(({ sid }) => sid))
      .to.include(content.sid)
      .and.have.length(5);
    expect(await client().content.v1.contents(content.sid).remove()).to.equal(true);
    expect(sandbox.contents.list()).to.have.length(4);
  });

  it('are submitted for approval and carry its state', async () => {
    await start();
    const sid = await made(choice);
    const path = `/v1/Content/${sid}/ApprovalRequests`;
    const submitted = await post(`${path}/whatsapp`, { name: 'choice', category: 'UTILITY' });
    expect(submitted).to.deep.include({ status: 201 });
    expect(submitted.body).to.include({ status: 'received', name: 'choice', content_type: 'twilio/quick-reply' });
    sandbox.contents.setApproval(sid, 'rejected', 'too vague');
    const fetched = await client().content.v1.contents(sid).approvalFetch().fetch();
    expect(fetched.whatsapp).to.include({ status: 'rejected', rejection_reason: 'too vague', category: 'UTILITY' });
    const [listed] = await client().content.v1.contentAndApprovals.list();
    expect(listed?.approvalRequests).to.include({ status: 'rejected', name: 'choice' });
    const inSession = await post(`/v1/Content/${await made(picker)}/ApprovalRequests/whatsapp`, {
      name: 'picker',
      category: 'UTILITY',
    });
    expect(inSession.status).to.equal(400);
  });

  it('are approved by themselves when the sandbox is told to', async () => {
    await start({ templateReviewMs: 1 });
    const sid = await made(choice);
    await post(`/v1/Content/${sid}/ApprovalRequests/whatsapp`, { name: 'choice', category: 'UTILITY' });
    await until('it is approved', () => sandbox.contents.list()[0]?.approval?.status === 'approved');
  });

  const long = (length: number) => 'x'.repeat(length);
  const wrong: Record<string, Record<string, object>> = {
    'an unknown type': { 'twilio/hologram': { body: 'x' } },
    'a text without a body': { 'twilio/text': {} },
    'a body of 1,025 characters': { 'twilio/quick-reply': { body: long(1_025), actions: [{ title: 'A', id: 'a' }] } },
    'a button title of 21 characters': { 'twilio/quick-reply': { body: 'x', actions: [{ title: long(21), id: 'a' }] } },
    'two buttons of one title': {
      'twilio/quick-reply': { body: 'x', actions: [1, 2].map((id) => ({ title: 'A', id: String(id) })) },
    },
    'eleven items': {
      'twilio/list-picker': {
        body: 'x',
        button: 'y',
        items: Array.from({ length: 11 }, (_, id) => ({ item: 'a', id: String(id) })),
      },
    },
    'an item of 25 characters': {
      'twilio/list-picker': { body: 'x', button: 'y', items: [{ item: long(25), id: 'a' }] },
    },
    'a link without an address': { 'twilio/call-to-action': { body: 'x', actions: [{ type: 'URL', title: 'A' }] } },
    'a place off the globe': { 'twilio/location': { latitude: 91, longitude: 0 } },
  };
  for (const [name, types] of Object.entries(wrong)) {
    it(`are not made with ${name}`, async () => {
      await start();
      const { status } = await post('/v1/Content', { friendly_name: 'a', language: 'en', variables: {}, types });
      expect([status, sandbox.contents.list()]).to.deep.equal([400, []]);
    });
  }

  it('must exist to be sent', async () => {
    await start();
    expect((await sendContent(`HX${'0'.repeat(32)}`)).body.code).to.equal(21_655);
    const elsewhere = sandbox.contents.register('AC0', choice).sid;
    expect((await sendContent(elsewhere)).body.code).to.equal(21_655);
  });

  it('are shown filled, with what can be tapped', async () => {
    await start();
    sandbox.openWindow(via.number, thandi);
    const phone = sandbox.phone(thandi);
    await sendContent(await made(choice), { ContentVariables: '{"1":"Thandi"}' });
    const shown = await phone.waitForMessage();
    expect(shown.text).to.equal('Ready, Thandi?');
    expect(shown.buttons).to.deep.equal([
      { id: 'yes', title: 'Yes', type: 'reply' },
      { id: 'no', title: 'No', type: 'reply' },
    ]);
    await sendContent(await made(choice));
    expect((await phone.waitForMessage()).text).to.equal('Ready, you?');
    await sendContent(await made(picker));
    const list = await phone.waitForMessage();
    expect(list.buttons).to.deep.equal([{ id: 'mon', title: 'Monday', type: 'row', description: 'Early' }]);
  });

  it('arrive outside the window only once they are approved', async () => {
    await start();
    const sid = await made(choice);
    await sendContent(sid);
    expect(await errorOf()).to.equal('63016');
    for (const [status, code] of [
      ['paused', '63041'],
      ['disabled', '63042'],
    ] as const) {
      sandbox.contents.setApproval(sid, status);
      receiver.requests.length = 0;
      await sendContent(sid);
      expect(await errorOf(), status).to.equal(code);
    }
    sandbox.contents.setApproval(sid, 'approved');
    await sendContent(sid);
    expect((await sandbox.phone(thandi).waitForMessage()).text).to.equal('Ready, you?');
  });

  it('fail with 63028 when a variable has no value, and with 63021 when four buttons are not approved', async () => {
    await start({ enforceWindow: false });
    await sendContent(await made({ ...choice, variables: {} }));
    expect(await errorOf()).to.equal('63028');
    const actions = ['A', 'B', 'C', 'D'].map((title) => ({ title, id: title }));
    receiver.requests.length = 0;
    await sendContent(await made({ ...choice, types: { 'twilio/quick-reply': { body: 'x', actions } } }));
    expect(await errorOf()).to.equal('63021');
  });
});

describe('what else the played Twilio takes', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  const service = `MG${'1'.repeat(32)}`;

  beforeEach(async () => {
    receiver = await new Receiver().listen();
    const senders = [{ number: via.number, inboundUrl: `${receiver.url}/inbound`, messagingServiceSid: service }];
    sandbox = await startFor(receiver, { twilio: { accounts: [{ ...account, senders }] } });
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('is a message through a messaging service, over the channel of its recipient', async () => {
    const { From: _from, ...fields } = toThandi;
    const byWhatsApp = await create(sandbox, { ...fields, MessagingServiceSid: service });
    expect(byWhatsApp.body).to.include({ status: 'accepted', messaging_service_sid: service, from: toThandi.From });
    const bySms = await create(sandbox, { ...fields, To: thandi, MessagingServiceSid: service });
    expect(bySms.body).to.include({ from: via.number, to: thandi });
  });

  it('is an SMS, at any time, whose reading nobody hears of', async () => {
    await create(sandbox, { From: via.number, To: thandi, Body: 'Hello', StatusCallback: `${receiver.url}/status` });
    expect(await sandbox.phone(thandi).waitForMessage()).to.include({ text: 'Hello', sms: true });
    await receiver.until((requests) => requests.length === 2);
    expect(receiver.forms.map(({ MessageStatus: status }) => status)).to.deep.equal(['sent', 'delivered']);
    expect(receiver.forms[1]).to.include({ From: via.number, To: thandi }).and.not.include.keys('ChannelPrefix');
    expect(receiver.forms[1]?.RawDlrDoneDate).to.match(/^\d{10}$/);
    const long = await create(sandbox, { From: via.number, To: thandi, Body: 'x'.repeat(1_601) });
    expect(long.body.code).to.equal(21_617);
  });

  it('is an SMS of a person, which opens no window', async () => {
    await sandbox.phone(thandi).send({ via: { ...via, sms: true }, text: 'Hi' });
    expect(receiver.forms[0]).to.include({ From: thandi, To: via.number, Body: 'Hi', FromCountry: 'ZA' });
    expect(receiver.forms[0]).to.not.include.keys('WaId', 'ProfileName', 'ExternalUserId');
    await create(sandbox, { ...toThandi, StatusCallback: `${receiver.url}/status` });
    await receiver.until((requests) => requests.length === 2);
    expect(receiver.forms[1]?.ErrorCode).to.equal('63016');
  });

  it('is a place', async () => {
    await sandbox.phone(thandi).send({ via, text: 'Where?' });
    await create(sandbox, { ...toThandi, Body: 'The clinic', PersistentAction: 'geo:-33.9,18.4|Main Road 1' });
    expect(await sandbox.phone(thandi).waitForMessage()).to.include({ type: 'location', text: 'The clinic' });
    for (const PersistentAction of ['geo:91,0', 'geo:north', 'mailto:a@example.org']) {
      expect((await create(sandbox, { ...toThandi, PersistentAction })).status).to.equal(400);
    }
  });

  it('is a read mark with typing, for a message that came in', async () => {
    const { externalId } = await sandbox.phone(thandi).send({ via, text: 'Hi' });
    const mark = async (messageId: string) => {
      const response = await fetch(`${sandbox.twilioUrl}/v3/Indicators/Typing.json`, {
        method: 'POST',
        headers: { ...basic, 'content-type': 'application/json' },
        body: JSON.stringify({ channel: 'WHATSAPP', messageId }),
      });
      return { status: response.status, text: await response.text() };
    };
    expect(await mark(externalId)).to.deep.equal({ status: 200, text: '{"success":true}' });
    expect((await mark(`SM${'0'.repeat(32)}`)).status).to.equal(404);
    sandbox.faults.add({ kind: 'server_error' }, { operation: 'mark', times: 1, to: thandi });
    expect((await mark(externalId)).status).to.equal(500);
    const [first, ...others] = sandbox.readMarks;
    expect(first).to.include({ provider: 'twilio', number: via.number, externalId, typing: true });
    expect(others).to.deep.equal([]);
  });
});
