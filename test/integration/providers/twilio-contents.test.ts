// Choices that go out as Content objects of Twilio: made once, used again, made anew when somebody deleted them.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import type { InteractiveAction, OutboundContent } from '../../../src/domain/message.ts';
import { createProviderContents } from '../../../src/store/provider-contents.ts';
import type { CallFault } from '../../../src/sandbox/index.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { account } from '../sandbox/receiver.ts';
import { message, startRig, type Rig } from './rig.ts';

const asked = (body: string, action: InteractiveAction): OutboundContent => ({ kind: 'interactive', body, action });
const buttons: InteractiveAction = {
  type: 'buttons',
  buttons: [
    { id: 'yes', title: 'Yes' },
    { id: 'no', title: 'No' },
  ],
};
const row = { id: 'water', title: 'Water', description: 'Leaks and outages' };
const list: InteractiveAction = { type: 'list', button: 'Choose', sections: [{ rows: [row] }] };
const link: InteractiveAction = { type: 'link', title: 'Pay', url: 'https://pay.example/t/1?x=2' };

describe('choices at Twilio', () => {
  let database: TestDatabase;
  let rig: Rig;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());
  const contents = () => createProviderContents(database.db);
  beforeEach(async () => {
    await database.db.deleteFrom('provider_contents').execute();
    rig = await startRig('twilio', {}, { contents: contents() });
  });
  afterEach(() => rig.close());

  const send = (content: OutboundContent) => rig.provider.send(rig.channel, message({ content }));
  const forms = () => rig.sandbox.accepted.list().map(({ payload }) => payload as { [name: string]: string });
  const last = () => forms().at(-1)!;
  const call = async (path: string, method = 'GET') => {
    const credentials = Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64');
    const response = await fetch(`${rig.sandbox.twilioUrl}${path}`, {
      method,
      headers: { authorization: `Basic ${credentials}` },
    });
    return response.status === 204 ? {} : ((await response.json()) as { [name: string]: unknown });
  };
  const made = async () => (await call('/v1/Content'))['contents'] as { sid: string }[];

  it('go out as buttons, a list or a link, with the words as variables', async () => {
    expect(await send(asked('Is it fixed?', buttons))).to.include({ type: 'accepted' });
    expect(last()).to.include({ ContentVariables: '{"1":"Is it fixed?"}' });
    expect(last()).not.to.have.any.keys('Body', 'MediaUrl');
    const actions = [
      { type: 'QUICK_REPLY', title: 'Yes', id: 'yes' },
      { type: 'QUICK_REPLY', title: 'No', id: 'no' },
    ];
    const quickReply = await call(`/v1/Content/${last()['ContentSid']}`);
    expect(quickReply['types']).to.deep.equal({ 'twilio/quick-reply': { body: '{{1}}', actions } });
    expect(await send(asked('Which?', list))).to.include({ type: 'accepted' });
    expect((await call(`/v1/Content/${last()['ContentSid']}`))['types']).to.have.property('twilio/list-picker');
    expect(await send(asked('Please pay.', link))).to.include({ type: 'accepted' });
    expect((await call(`/v1/Content/${last()['ContentSid']}`))['types']).to.have.property('twilio/call-to-action');
    expect(last()).to.include({ ContentVariables: '{"1":"Please pay.","2":"t/1?x=2"}' });
  });

  it('share one object when only the words differ, also when they are sent at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, n) => send(asked(`Question ${n}?`, buttons))));
    expect(outcomes.map(({ type }) => type)).to.deep.equal(Array.from({ length: 10 }, () => 'accepted'));
    expect(new Set(forms().map((form) => form['ContentSid'])).size).to.equal(1);
    expect(await made()).to.have.length(1);
    expect(await send(asked('Another?', list))).to.include({ type: 'accepted' });
    expect(await made()).to.have.length(2);
  });

  it('use what another process made before', async () => {
    await send(asked('First?', buttons));
    const hashes = await database.db.selectFrom('provider_contents').select(['provider', 'account']).execute();
    expect(hashes).to.deep.equal([{ provider: 'twilio', account: account.accountSid }]);
    const sid = last()['ContentSid']!;
    const other = await startRig('twilio', {}, { contents: contents(), twilioApiUrl: rig.sandbox.twilioUrl });
    expect(await other.provider.send(rig.channel, message({ content: asked('Second?', buttons) }))).to.include({
      type: 'accepted',
    });
    await other.close();
    expect(last()['ContentSid']).to.equal(sid);
  });

  it('are made anew, once, when somebody deleted them, and each message still goes out once', async () => {
    await send(asked('Before?', buttons));
    const sid = last()['ContentSid']!;
    await call(`/v1/Content/${sid}`, 'DELETE');
    const outcomes = await Promise.all([send(asked('After?', buttons)), send(asked('And after?', buttons))]);
    expect(outcomes.map(({ type }) => type)).to.deep.equal(['accepted', 'accepted']);
    expect(forms()).to.have.length(3);
    expect(await made()).to.have.length(1);
    expect(last()['ContentSid']).not.to.equal(sid);
    await send(asked('Later?', buttons));
    expect(await made()).to.have.length(1);
  });

  const beforehand: readonly (readonly [fault: CallFault, outcome: object])[] = [
    [{ kind: 'server_error' }, { type: 'retry', failure: { kind: 'retry' } }],
    [{ kind: 'timeout_before_accept' }, { type: 'retry', failure: { kind: 'retry', code: 'timeout' } }],
    [{ kind: 'reset_before_accept' }, { type: 'retry', failure: { code: 'connection_lost' } }],
    [{ kind: 'html' }, { type: 'retry' }],
    [
      { kind: 'rate_limited', retryAfterSeconds: 3 },
      { type: 'retry', retryAfterMs: 3_000, failure: { kind: 'rate' } },
    ],
    [{ kind: 'token_expired' }, { type: 'rejected', failure: { kind: 'auth' } }],
    [
      { kind: 'error', code: 20_001, httpStatus: 400 },
      { type: 'rejected', failure: { kind: 'permanent' } },
    ],
  ];
  for (const [fault, outcome] of beforehand) {
    it(`are certainly not sent when their object cannot be made: ${fault.kind}`, async () => {
      rig.sandbox.faults.add(fault, { operation: 'any', times: 1 });
      expect(await send(asked('Is it fixed?', buttons))).to.containSubset(outcome);
      expect(forms()).to.deep.equal([]);
      expect(await send(asked('Is it fixed?', buttons))).to.include({ type: 'accepted' });
    });
  }

  it('are not sent, and may be tried again, when the calls before have used up the time of the send', async () => {
    await send(asked('Before?', buttons));
    const sid = last()['ContentSid']!;
    await call(`/v1/Content/${sid}`, 'DELETE');
    const { length } = forms();
    const memory = contents();
    // Twice, of a second for all.
    const find: typeof memory.find = async (...asked) => sleep(600).then(() => memory.find(...asked));
    const slow = await startRig('twilio', {}, { contents: { ...memory, find }, twilioApiUrl: rig.sandbox.twilioUrl });
    const outcome = await slow.provider.send(rig.channel, message({ content: asked('After?', buttons) }));
    await slow.close();
    expect(outcome).to.containSubset({ type: 'retry', failure: { code: 'timeout' } });
    expect(forms()).to.have.length(length);
    expect(await send(asked('After?', buttons))).to.include({ type: 'accepted' });
  });

  it('are in doubt when the message’s own call gets no answer, and are then not guessed at', async () => {
    await send(asked('Before?', buttons));
    const known = new Set(rig.sandbox.accepted.list().map(({ externalId }) => externalId));
    const lost = message({ content: asked('After?', buttons) });
    rig.sandbox.faults.add({ kind: 'reset_before_accept' }, { operation: 'any', times: 1 });
    expect(await rig.provider.send(rig.channel, lost)).to.include({ type: 'ambiguous' });
    expect(await rig.provider.find!(rig.channel, lost, known)).to.deep.equal({ type: 'absent' });
    expect(await rig.provider.find!(rig.channel, lost, new Set())).to.deep.equal({ type: 'unknown' });
  });
});
