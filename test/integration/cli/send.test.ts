// `send`: through the api like any other caller, and what becomes of the message.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { addSend } from '../../../src/cli/send.ts';
import { image } from '../../support/images.ts';
import { metaVia, startPlatform, twilioVia, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { envOf, run, runJson } from './command.ts';

interface Sent {
  id: string;
  status: string;
  channelId: string;
  error: { code: string } | null;
}

describe('send on the command line', () => {
  let platform: Platform;
  let env: NodeJS.ProcessEnv;
  before(async () => {
    platform = await startPlatform({ roles: ['receiver', 'worker', 'api'] });
    env = { ...envOf(platform.databaseUrl), SWITCHBOARD_API_KEY: platform.info.apiKey };
  });
  after(() => platform.close());

  const args = (to: string, ...more: string[]) => {
    return [
      'send',
      '--address',
      platform.info.grpcAddress!,
      '--to',
      to,
      '--text',
      'Your report was received.',
      ...more,
    ];
  };
  const send = (to: string, ...more: string[]) => run(addSend, args(to, ...more), { env });
  const sendJson = (to: string, ...more: string[]) => runJson<Sent>(addSend, args(to, ...more), { env });

  /** Writes first, so that free text may be sent. */
  const write = async (number: string, via = metaVia) => {
    const phone = platform.sandbox.phone(number);
    await phone.send({ via, text: 'hello' });
    await phone.waitForMessage();
    return phone;
  };

  it('follows a message until it is read', async () => {
    const phone = await write('+27821231001');
    const { out, code, error } = await send('+27821231001');
    expect(error).to.equal(undefined);
    expect(code).to.equal(0);
    expect(out)
      .to.match(/^message [0-9a-f-]{36}\n {2}queued\n/)
      .and.match(/\n {2}read\n$/);
    expect(phone.inbox.at(-1)?.text).to.equal('Your report was received.');
  });

  it('goes out where the person wrote last', async () => {
    await write('+27821231002', metaVia);
    await write('+27821231002', twilioVia);
    const sent = await sendJson('082 123 1002');
    expect(platform.channels.findById(sent.channelId)?.name).to.equal('demo-twilio');
    expect(sent).to.include({ status: 'read', error: null });
  });

  it('takes the channel by name or id', async () => {
    await write('+27821231003', metaVia);
    await write('+27821231003', twilioVia);
    const { channelId } = await sendJson('+27821231003', '--channel', 'demo-meta');
    expect(platform.channels.findById(channelId)?.name).to.equal('demo-meta');
    expect((await sendJson('+27821231003', '--channel', channelId)).channelId).to.equal(channelId);
    expect((await send('+27821231003', '--channel', 'nope')).error).to.include(
      'Known: demo/demo-meta, demo/demo-twilio',
    );
  });

  it('sends once with the same request id', async () => {
    await write('+27821231004');
    const first = await sendJson('+27821231004', '--request-id', 'greeting-1');
    const second = await sendJson('+27821231004', '--request-id', 'greeting-1');
    expect(second.id).to.equal(first.id);
  });

  it('does not wait when told so', async () => {
    await write('+27821231005');
    expect(await sendJson('+27821231005', '--no-wait')).to.include({ status: 'queued' });
  });

  it('says so and fails when the message fails', async () => {
    await write('+27821231006');
    platform.sandbox.faults.add({ kind: 'status_failed', code: 131026 });
    const { out, code } = await send('+27821231006');
    platform.sandbox.faults.clear();
    expect(out).to.match(/ {2}failed: .+ \(131026\)\n$/);
    expect(code).to.equal(1);
  });

  it('says when it was not read in time', async () => {
    const phone = await write('+27821231007');
    phone.update({ reads: 'manual' });
    const { notes, code } = await send('+27821231007', '--wait', '1');
    expect(notes).to.include('Not read within 1 s');
    expect(code).to.equal(0);
    await until('delivered', () => phone.inbox.length === 2);
  });

  it('passes on why the api refuses', async () => {
    const { error } = await send('+27821231008', '--channel', 'demo-meta');
    expect(error).to.match(/^The api refused \(FAILED_PRECONDITION\): .*24/);
    const wrongKey = { ...env, SWITCHBOARD_API_KEY: `sb_${'x'.repeat(40)}` };
    const refused = await run(addSend, args('+27821231001'), { env: wrongKey });
    expect(refused.error).to.equal('The api refused (UNAUTHENTICATED): The api key is not known.');
  });

  it('says what to do when no api answers, and when there is no key', async () => {
    const nowhere = ['send', '--address', '127.0.0.1:1', '--to', '+27821231001', '--text', 'x'];
    expect((await run(addSend, nowhere, { env })).error).to.include(
      'No api answers at 127.0.0.1:1. Run npm start first',
    );
    const noKey = { ...env, SWITCHBOARD_API_KEY: '' };
    expect((await run(addSend, nowhere, { env: noKey })).error).to.include('Run npm start first');
  });

  describe('says other things than text', () => {
    const other = (to: string, ...more: string[]) =>
      run(addSend, ['send', '--address', platform.info.grpcAddress!, '--to', to, ...more], { env });

    it('a location, buttons, and a template to somebody new', async () => {
      const phone = await write('+27821231011');
      expect((await other('+27821231011', '--location', '-33.92,18.42,The clinic')).code).to.equal(0);
      expect(phone.inbox.at(-1)).to.include({ type: 'location' });
      expect((await other('+27821231011', '--text', 'Coming?', '--buttons', 'Yes, No')).code).to.equal(0);
      expect(phone.inbox.at(-1)?.text).to.include('Coming?');
      const fresh = platform.sandbox.phone('+27821231012');
      const template = ['--template', 'greeting', '--param', '2=Friday', '--param', '1=Ana', '--channel', 'demo-meta'];
      expect((await other('+27821231012', ...template)).out).to.match(/ {2}read\n$/);
      expect(fresh.inbox).to.have.length(1);
    });

    it('a file from here, with the caption', async () => {
      const phone = await write('+27821231013');
      const file = path.join(platform.dataDir, 'cat.png');
      await writeFile(file, await image({ format: 'png', width: 20, height: 20 }));
      const { out, error } = await other('+27821231013', '--media', file, '--text', 'A cat');
      expect(error).to.equal(undefined);
      expect(out).to.match(/ {2}read\n$/);
      expect(phone.inbox.at(-1)).to.include({ type: 'image' });
    });

    it('and says what does not go together', async () => {
      for (const [more, hint] of [
        [[], 'Say what to send'],
        [['--template', 'x', '--text', 'y'], '--text goes with'],
        [['--media', 'x', '--location', '1,2'], 'Give one of'],
        [['--text', 'x', '--param', '1=a'], '--param goes with --template'],
        [['--template', 'x', '--param', 'a'], 'such as 1=Ana'],
        [['--location', 'here'], 'latitude, longitude'],
        [['--media', '/nonexistent/file'], 'no file'],
        [['--media', 'x', '--as', 'song'], 'choose from image'],
      ] as const) {
        expect((await other('+27821231011', ...more)).error, hint).to.include(hint);
      }
    });
  });
});
