import { expect } from 'chai';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { Receiver, app, graph, number, startFor, textTo } from './receiver.ts';

describe('the played Graph API', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;

  beforeEach(async () => {
    receiver = await new Receiver().listen();
    sandbox = await startFor(receiver, { enforceWindow: false });
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('accepts a text and answers with the contact and a wamid', async () => {
    const answer = await graph(sandbox, textTo('+27 82 123 4567', 'Hello', { biz_opaque_callback_data: 'attempt-1' }));
    expect(answer.status).to.equal(200);
    expect(answer.contacts).to.deep.equal([{ input: '+27 82 123 4567', wa_id: '27821234567' }]);
    expect(answer.messages?.[0]?.id).to.match(/^wamid\./);
    expect(sandbox.accepted.list()).to.have.length(1);
    expect(sandbox.accepted.list()[0]).to.include({
      provider: 'meta',
      externalId: answer.messages?.[0]?.id,
      from: number.phoneNumberId,
      to: '+27821234567',
      type: 'text',
      body: 'Hello',
      callbackData: 'attempt-1',
    });
  });

  it('answers with a WhatsApp id that differs from the number, as in Brazil', async () => {
    const answer = await graph(sandbox, textTo('+5585987654321'));
    expect(answer.contacts).to.deep.equal([{ input: '+5585987654321', wa_id: '558587654321' }]);
    await receiver.until(() => receiver.statuses.some(({ recipient_id: id }) => id === '558587654321'));
  });

  it('accepts a business-scoped id as recipient', async () => {
    sandbox.phone('+27821234567', { bsuid: 'ZA.12345', hideNumber: true });
    const { to: _to, ...rest } = textTo('') as Record<string, unknown>;
    const answer = await graph(sandbox, { ...rest, recipient: 'ZA.12345' });
    expect(answer.contacts).to.deep.equal([{ input: 'ZA.12345', user_id: 'ZA.12345' }]);
    await receiver.until(() => receiver.statuses.some(({ recipient_user_id: id }) => id === 'ZA.12345'));
    expect(receiver.statuses[0]).to.not.have.property('recipient_id');
  });

  it('refuses a call without a token, and one with a wrong token, with 401 and code 190', async () => {
    for (const token of ['', 'another']) {
      const { status, error } = await graph(sandbox, textTo('+27821234567'), { token });
      expect([status, error?.code, error?.type]).to.deep.equal([401, 190, 'OAuthException']);
      expect(error?.fbtrace_id).to.match(/^A[\w-]+$/);
    }
    expect(sandbox.accepted.count).to.equal(0);
    expect(sandbox.calls).to.deep.equal({ 'meta:401': 2 });
  });

  it('refuses a number of somebody else with code 100 and subcode 33', async () => {
    const { status, error } = await graph(sandbox, textTo('+27821234567'), { path: 'v25.0/999/messages' });
    expect([status, error?.code, error?.error_subcode]).to.deep.equal([400, 100, 33]);
    expect(error?.message).to.contain("Object with ID '999' does not exist");
  });

  it('refuses versions that have expired or do not exist', async () => {
    for (const version of ['v20.0', 'v99.0', '25']) {
      const { status, error } = await graph(sandbox, textTo('+27821234567'), {
        path: `${version}/${number.phoneNumberId}/messages`,
      });
      expect([status, error !== undefined], version).to.deep.equal([400, true]);
    }
    for (const version of ['v21.0', 'v26.0']) {
      const { status } = await graph(sandbox, textTo('+27821234567'), {
        path: `${version}/${number.phoneNumberId}/messages`,
      });
      expect(status, version).to.equal(200);
    }
  });

  it('refuses a body that is not JSON or lacks messaging_product with code 100', async () => {
    const malformed = await graph(sandbox, '{"messaging_product":');
    const anonymous = await graph(sandbox, { to: '+27821234567', text: { body: 'x' } });
    expect([malformed.status, malformed.error?.code]).to.deep.equal([400, 100]);
    expect([anonymous.status, anonymous.error?.code]).to.deep.equal([400, 100]);
    expect(anonymous.error?.message).to.equal('(#100) The parameter messaging_product is required.');
  });

  it('says in error_data which parameter is wrong', async () => {
    const { error } = await graph(sandbox, textTo('+27821234567', ''));
    expect(error).to.deep.include({ code: 131008, message: '(#131008) Required parameter is missing' });
    expect(error?.error_data).to.deep.equal({
      messaging_product: 'whatsapp',
      details: "Parameter 'text['body']' is required.",
    });
  });

  it('refuses to send a number to itself', async () => {
    const { status, error } = await graph(sandbox, textTo(number.displayPhoneNumber));
    expect([status, error?.code]).to.deep.equal([400, 131021]);
  });

  it('marks messages as read, with and without a typing indicator, and accepts nothing by that', async () => {
    const mark = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.x' };
    expect((await graph(sandbox, mark)).text).to.equal('{"success":true}');
    expect((await graph(sandbox, { ...mark, typing_indicator: { type: 'text' } })).status).to.equal(200);
    expect((await graph(sandbox, { ...mark, typing_indicator: {} })).error?.code).to.equal(131009);
    const marks = sandbox.readMarks.map(({ externalId, typing }) => [externalId, typing]);
    expect(marks).to.deep.equal([
      ['wamid.x', false],
      ['wamid.x', true],
    ]);
    expect(sandbox.accepted.count).to.equal(0);
  });

  it('describes a number, with chosen fields, and the numbers of an account', async () => {
    const get = { method: 'GET', path: `v25.0/${number.phoneNumberId}` };
    const whole = JSON.parse((await graph(sandbox, undefined, get)).text) as object;
    expect(whole).to.include({ id: number.phoneNumberId, display_phone_number: '+27 10 555 0100' });
    expect(whole).to.include({ quality_rating: 'GREEN' });
    const some = await graph(sandbox, undefined, { ...get, path: `${get.path}?fields=verified_name` });
    expect(Object.keys(JSON.parse(some.text) as object)).to.have.members(['verified_name', 'id']);
    const listed = await graph(sandbox, undefined, { ...get, path: `v25.0/${number.wabaId}/phone_numbers` });
    expect((JSON.parse(listed.text) as { data: unknown[] }).data).to.have.length(1);
    const unknown = await graph(sandbox, undefined, { ...get, path: 'v25.0/999' });
    expect(unknown.error?.error_subcode).to.equal(33);
  });

  it('gives every app of a number its own signed webhooks', async () => {
    const second = {
      ...app,
      appId: '2',
      appSecret: 'other',
      accessTokens: ['t2'],
      webhookUrl: `${receiver.url}/second`,
    };
    const first = { ...app, webhookUrl: `${receiver.url}/first` };
    const shared = await startFor(receiver, { meta: { apps: [first, second] } });
    try {
      await shared
        .phone('+27821234567')
        .send({ via: { provider: 'meta', phoneNumberId: number.phoneNumberId }, text: 'x' });
      expect(receiver.requests.map(({ target }) => target)).to.have.members(['/first', '/second']);
    } finally {
      await shared.close();
    }
  });
});
