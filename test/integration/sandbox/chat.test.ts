import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { chatCommand } from '../../../src/cli/chat.ts';
import { ChatError } from '../../../src/cli/chat/failure.ts';
import type { ChatOptions } from '../../../src/cli/chat.ts';
import { demoAccounts, demoPlaces } from '../../../src/sandbox/demo.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { image } from '../../support/images.ts';
import { Receiver, account, create, formOf, graph, startFor, textTo, toThandi, valuesOf } from './receiver.ts';

/** Answers every inbound message with an echo, as the platform's first flow does. */
function echo(receiver: Receiver, sandbox: () => Sandbox): void {
  receiver.respond = (request, response) => {
    response.end();
    for (const { from = '', text } of valuesOf(request).flatMap(({ messages }) => messages ?? [])) {
      void graph(sandbox(), textTo(`+${from}`, `[Echo] ${text?.body}`));
    }
    const form = formOf(request);
    const StatusCallback = `${receiver.url}/status`;
    if (form.SmsStatus === 'received')
      void create(sandbox(), { ...toThandi, Body: `[Echo] ${form.Body}`, StatusCallback });
  };
}

class Terminal {
  readonly input = new PassThrough() as PassThrough & { isTTY?: boolean };
  readonly output = new PassThrough() as PassThrough & { isTTY?: boolean; columns?: number };
  text = '';

  constructor(isTTY: boolean) {
    this.input.isTTY = isTTY;
    this.output.isTTY = isTTY;
    this.output.on('data', (chunk: Buffer) => {
      this.text += chunk.toString('utf8');
    });
  }

  async until(pattern: RegExp): Promise<void> {
    const giveUpAt = Date.now() + 3_000;
    while (!pattern.test(this.text)) {
      if (Date.now() > giveUpAt) throw new Error(`${String(pattern)} did not appear in: ${this.text}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

async function piped(options: ChatOptions, ...lines: string[]): Promise<string[]> {
  const terminal = new Terminal(false);
  terminal.input.end(`${lines.join('\n')}\n`);
  await chatCommand({ replyMs: 2_000, quietMs: 60, ...options }, terminal);
  return terminal.text.trim().split('\n');
}

const thandi = '+27821234567';

describe('chat', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;

  beforeEach(async () => {
    receiver = await new Receiver().listen();
    sandbox = await startFor(receiver);
    echo(receiver, () => sandbox);
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('sends piped lines one by one, shows replies and ticks, and ends when it is quiet', async () => {
    const output = await piped({ sandboxUrl: sandbox.url, name: 'Sipho' }, 'Hello', '', 'Again');
    const said = output.map((line) => line.replace(/^\d\d:\d\d /, '').trim());
    expect(said[0]).to.equal('+27821234567 writes to +27 10 555 0100 (+27105550100, meta).');
    const accepted = '✓ accepted (webhook 200)';
    const told = ['✓ sent', '✓✓ delivered', '✓✓ read'];
    const rest = said.slice(1);
    expect(rest).to.have.members([accepted, '◂ [Echo] Hello', ...told, accepted, '◂ [Echo] Again', ...told]);
    expect(rest.indexOf('◂ [Echo] Hello')).to.be.below(rest.indexOf('◂ [Echo] Again'));
    expect(receiver.requests.flatMap(valuesOf)[0]?.contacts?.[0]?.profile.name).to.equal('Sipho');
  });

  it('shows files, buttons and lists below the text', async () => {
    const rows = [
      { id: 'a', title: 'Monday', description: 'Early' },
      { id: 'b', title: 'Tuesday' },
    ];
    const buttons = ['Yes', 'No'].map((title) => ({ type: 'reply', reply: { id: title, title } }));
    const interactive = (type: string, action: object) => ({ type, body: { text: 'Choose' }, action });
    receiver.respond = (request, response) => {
      response.end();
      if (valuesOf(request).every(({ messages }) => messages === undefined)) return;
      const send = (type: string, object: object) => graph(sandbox, { ...textTo(thandi), type, [type]: object });
      void send('document', { link: 'https://example.org/a.pdf', filename: 'a.pdf', caption: 'Read' })
        .then(() => send('interactive', interactive('button', { buttons })))
        .then(() => send('interactive', interactive('list', { button: 'Days', sections: [{ rows }] })));
    };
    const output = (await piped({ sandboxUrl: sandbox.url, quietMs: 500 }, 'Hello')).map((line) =>
      line.replace(/^\d\d:\d\d /, '').trim(),
    );
    expect(output).to.include.members(['◂ Read', '[document a.pdf]', '◂ Choose', '[Yes] [No]']);
    expect(output).to.include.members(['[Monday] Early', '[Tuesday]']);
  });

  it('writes to the number of the chosen provider, from the given number', async () => {
    const output = await piped({ sandboxUrl: sandbox.url, provider: 'twilio' }, 'Hello');
    expect(output.join('\n')).to.contain('(+27105550200, twilio)').and.contain('[Echo] Hello').and.contain('✓✓ read');
    expect(receiver.forms[0]).to.include({ From: 'whatsapp:+27821234567', AccountSid: account.accountSid });
  });

  it('sends photos, voice notes and places, and taps', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'chat-')), 'hole.jpg');
    await writeFile(file, await image());
    const buttons = ['Yes', 'No'].map((title) => ({ type: 'reply', reply: { id: title.toLowerCase(), title } }));
    receiver.respond = (request, response) => {
      response.end();
      const [message] = valuesOf(request).flatMap(({ messages }) => messages ?? []);
      if (!message) return;
      const asks = { type: 'button', body: { text: 'Sure?' }, action: { buttons } };
      void graph(sandbox, { ...textTo(thandi), type: 'interactive', interactive: asks });
    };
    await piped(
      { sandboxUrl: sandbox.url },
      `/photo ${file} Look here`,
      '/photo',
      '/voice good morning',
      '/location',
      '/location -33.92,18.42 Market',
      '/tap no',
      '/tap 1',
      '//photo',
    );
    const told = receiver.messages as unknown as { [kind: string]: { [key: string]: unknown } }[];
    expect(told[0]).to.have.nested.property('image.caption', 'Look here');
    expect(told[1]).to.have.nested.property('image.mime_type', 'image/png');
    expect(told[2]).to.have.nested.property('audio.voice', true);
    expect(told[3]).to.have.nested.property('location.name', 'Church Square');
    expect(told[4]!.location).to.include({ latitude: -33.92, longitude: 18.42, name: 'Market' });
    expect(told[5]!.interactive!.button_reply).to.deep.equal({ id: 'no', title: 'No' });
    expect(told[6]!.interactive!.button_reply).to.deep.equal({ id: 'yes', title: 'Yes' });
    expect(told[7]!.text).to.deep.equal({ body: '/photo' });
  });

  it('says what is wrong with a command, and goes on', async () => {
    const lines = [
      '/dance',
      '/tap',
      '/tap Yes',
      '/voice',
      '/photo none.jpg',
      '/location here',
      '/location 99,0',
      '/help',
      'Hello',
    ];
    const output = (await piped({ sandboxUrl: sandbox.url }, ...lines)).join('\n');
    expect(output.match(/✗ .+/g)).to.deep.equal([
      '✗ There is no /dance. /help says what there is.',
      '✗ /tap what? Give its title or its number.',
      '✗ There is no Yes to tap.',
      '✗ /voice what? Give the words, or an OGG file.',
      '✗ none.jpg cannot be read.',
      '✗ /location takes latitude,longitude and a name: /location -33.92,18.42 Green Market',
      '✗ /location takes latitude,longitude and a name: /location -33.92,18.42 Green Market',
    ]);
    expect(output).to.contain('/photo [file] [caption]').and.contain('[Echo] Hello');
  });

  it('says so when the platform does not accept a message', async () => {
    receiver.respond = (_request, response) => response.writeHead(503).end();
    const output = await piped({ sandboxUrl: sandbox.url, replyMs: 1 }, 'Hello');
    expect(output.at(-1)).to.contain('✗ the platform answered 503');
  });

  it('finds the sandbox of a running platform in its data directory', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'chat-'));
    try {
      await writeFile(join(dataDir, 'runtime.json'), JSON.stringify({ sandboxUrl: sandbox.url }));
      expect((await piped({ dataDir }, 'Hello')).join('\n')).to.contain('[Echo] Hello');
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });

  it('says what to do when nothing runs, nothing answers, or the number is none', async () => {
    const failures = [
      { dataDir: '/nowhere' },
      { sandboxUrl: 'http://127.0.0.1:1' },
      { sandboxUrl: sandbox.url, from: 'Thandi' },
    ].map((options) => piped(options, 'x').catch((error: unknown) => error));
    const [nothing, silent, nobody] = await Promise.all(failures);
    expect(nothing).to.be.instanceOf(ChatError).with.property('message').that.contains('Run npm start first');
    expect(silent).to.be.instanceOf(ChatError).with.property('message').that.contains('Run npm start first');
    expect(nobody).to.be.instanceOf(ChatError).with.property('message').that.contains('+27821234567');
  });

  it('asks which number when somebody is there, and turns the ticks of the reply blue in place', async () => {
    const terminal = new Terminal(true);
    const chat = chatCommand({ sandboxUrl: sandbox.url }, terminal);
    await terminal.until(/Which number/);
    terminal.input.write('2\r');
    await terminal.until(/\+27105550200, twilio/);
    terminal.input.write('Hello\r');
    // oxlint-disable-next-line no-control-regex -- the colour is what is checked
    await terminal.until(/\[Echo\] Hello \u001b\[94m✓✓/);
    terminal.input.write('\u0004');
    await chat;
    expect(terminal.text).to.contain('Bye.');
  });

  describe('with the demo', () => {
    let demo: Sandbox;
    beforeEach(async () => {
      demo = await startSandbox(demoAccounts(receiver.url));
    });
    afterEach(() => demo.close());
    const begin = async (options: ChatOptions) =>
      (await piped({ sandboxUrl: demo.url, replyMs: 1, ...options }, 'Hi'))[0];

    it('finds numbers by the name of their channel, of their place, or by themselves', async () => {
      expect(await begin({})).to.contain('Switchboard demo (+27105550100, meta)');
      expect(await begin({ channel: 'factory-twilio' })).to.contain('Demo factory (+27105550201, twilio)');
      expect(await begin({ channel: 'city' })).to.contain('Demo city (+27105550102, meta)');
      expect(await begin({ channel: 'city', provider: 'twilio' })).to.contain('Demo city (+27105550202, twilio)');
      expect(await begin({ channel: '27105550203' })).to.contain('Demo clinic (+27105550203, twilio)');
      const failure = await begin({ channel: 'harbour' }).catch((error: unknown) => error);
      expect(failure)
        .to.be.instanceOf(ChatError)
        .with.property('message')
        .that.contains('It has demo-meta, factory-meta');
    });

    it('says what there is to try', async () => {
      const output = (await piped({ sandboxUrl: demo.url, replyMs: 1, channel: 'city' }, 'Hi')).join('\n');
      for (const { name, metaPhone, about } of demoPlaces)
        expect(output).to.contain(`${`${name}-meta`.padEnd(12)}  ${metaPhone}  ${about}`);
    });

    it('asks for a name when somebody is there', async () => {
      const terminal = new Terminal(true);
      const chat = chatCommand({ sandboxUrl: demo.url, provider: 'twilio' }, terminal);
      await terminal.until(/4 {2}clinic-twilio .+\n.*Which number/);
      terminal.input.write('factory\r');
      await terminal.until(/Demo factory \(\+27105550201, twilio\)/);
      await terminal.until(/\/help/);
      terminal.input.write('\u0004');
      await chat;
    });
  });

  it('ends when the sandbox does', async () => {
    const terminal = new Terminal(true);
    const chat = chatCommand({ sandboxUrl: sandbox.url, provider: 'meta' }, terminal);
    terminal.input.write('Hello\r');
    await terminal.until(/\[Echo\] Hello/);
    await sandbox.close();
    await chat;
    expect(terminal.text).to.contain('The sandbox has stopped.');
  });
});
