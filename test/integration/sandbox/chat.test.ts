import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { ChatError, chatCommand } from '../../../src/cli/chat.ts';
import type { ChatOptions } from '../../../src/cli/chat.ts';
import type { Sandbox } from '../../../src/sandbox/index.ts';
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
