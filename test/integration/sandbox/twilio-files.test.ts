import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/index.ts';
import { Receiver, account, create, startFor, toThandi } from './receiver.ts';

const thandi = '+27821234567';
const via = { provider: 'twilio', number: '+27105550200' } as const;
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5_000, 7)]);
const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const basic = {
  authorization: `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`,
};

describe('files at the played Twilio', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  const start = async (options: SandboxOptions = {}) => {
    sandbox = await startFor(receiver, { enforceWindow: false, ...options });
  };
  const sendPicture = async () => {
    await sandbox.phone(thandi).send({ via, text: 'Look', file: { bytes: jpeg, contentType: 'image/jpeg' } });
    return receiver.forms.at(-1)!;
  };
  const call = (url: string, method = 'GET') => fetch(url, { method, headers: basic, redirect: 'manual' });

  beforeEach(async () => {
    receiver = await new Receiver().listen();
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('come as URLs that want credentials and give the bytes', async () => {
    await start();
    const form = await sendPicture();
    expect(form).to.include({ NumMedia: '1', MediaContentType0: 'image/jpeg', Body: 'Look', MessageType: 'image' });
    expect(form.MessageSid).to.match(/^MM/);
    const url = String(form.MediaUrl0);
    const path = `/twilio/2010-04-01/Accounts/${account.accountSid}/Messages/${form.MessageSid}/Media/ME`;
    expect(url.startsWith(sandbox.url + path)).to.equal(true);
    expect((await fetch(url)).status).to.equal(401);
    const download = await call(url);
    expect([download.status, download.headers.get('content-type')]).to.deep.equal([200, 'image/jpeg']);
    expect(hex(await download.bytes())).to.equal(hex(jpeg));
  });

  it('come several in one message, each with its metadata', async () => {
    await start();
    const file = { bytes: jpeg, contentType: 'image/jpeg' };
    await sandbox
      .phone(thandi)
      .send({ via, files: [file, { bytes: Buffer.from('BEGIN'), contentType: 'text/vcard' }] });
    const form = receiver.forms.at(-1)!;
    expect(form).to.include({ NumMedia: '2', MediaContentType0: 'image/jpeg', MediaContentType1: 'text/vcard' });
    const about = (await (await call(`${form.MediaUrl1}.json`)).json()) as Record<string, unknown>;
    expect(about).to.include({ content_type: 'text/vcard', parent_sid: form.MessageSid });
    const list = (await (await call(String(form.MediaUrl0).replace(/\/ME.*/, '.json'))).json()) as {
      media_list: unknown[];
    };
    expect(list.media_list).to.have.length(2);
  });

  it('are gone once they, or their message, are deleted', async () => {
    await start();
    const first = await sendPicture();
    expect((await call(`${first.MediaUrl0}.json`, 'DELETE')).status).to.equal(204);
    expect((await call(String(first.MediaUrl0))).status).to.equal(404);
    const second = await sendPicture();
    const message = `${sandbox.twilioUrl}/2010-04-01/Accounts/${account.accountSid}/Messages/${second.MessageSid}.json`;
    expect((await call(message, 'DELETE')).status).to.equal(204);
    expect((await call(String(second.MediaUrl0))).status).to.equal(404);
    expect((await call(message)).status).to.equal(404);
  });

  it('can lie behind a redirect to storage that refuses credentials', async () => {
    await start({ files: { twilioRedirects: true } });
    const form = await sendPicture();
    const redirect = await call(String(form.MediaUrl0));
    const location = String(redirect.headers.get('location'));
    expect([redirect.status, location.startsWith(sandbox.filesUrl)]).to.deep.equal([302, true]);
    expect((await call(location)).status).to.equal(400);
    expect((await fetch(location.replace(/Signature=.*/, 'Signature=x'))).status).to.equal(403);
    expect(hex(await (await fetch(location)).bytes())).to.equal(hex(jpeg));
  });

  it('can be struck by faults at both steps', async () => {
    await start({ files: { twilioRedirects: true } });
    const form = await sendPicture();
    sandbox.faults.add({ kind: 'not_found' }, { operation: 'media', times: 1 });
    expect((await call(String(form.MediaUrl0))).status).to.equal(404);
    const location = String((await call(String(form.MediaUrl0))).headers.get('location'));
    sandbox.faults.add({ kind: 'wrong_sha256' }, { operation: 'download', times: 1, to: thandi });
    expect(hex(await (await fetch(location)).bytes())).to.not.equal(hex(jpeg));
    sandbox.faults.add({ kind: 'rate_limited' }, { operation: 'download', times: 1, from: via.number });
    expect((await fetch(location)).status).to.equal(429);
    expect(hex(await (await fetch(location)).bytes())).to.equal(hex(jpeg));
  });

  describe('of the platform', () => {
    let type = 'image/jpeg';
    let bytes: Buffer = jpeg;
    let url: string;
    const host = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': type }).end(bytes);
    });

    before(async () => {
      await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/a`;
    });

    after(async () => {
      host.closeAllConnections();
      await new Promise((resolve) => host.close(resolve));
    });

    beforeEach(() => start());

    it('are fetched from their URL', async () => {
      [type, bytes] = ['image/jpeg', jpeg];
      await create(sandbox, { ...toThandi, MediaUrl: url });
      const { media, type: sent } = await sandbox.phone(thandi).waitForMessage();
      expect(sent).to.equal('media');
      expect(media?.[0]).to.include({ kind: 'image', url, contentType: 'image/jpeg', sha256: hex(jpeg) });
    });

    const refused: Record<string, [string, Buffer, number]> = {
      'of a type that WhatsApp does not carry': ['text/html', Buffer.from('x'), 63_021],
      'of a type that the bytes belie': ['application/pdf', jpeg, 63_019],
      'that is too large': ['image/jpeg', Buffer.alloc(5 * 1024 * 1024 + 1), 63_034],
      'far too large': ['video/mp4', Buffer.alloc(17 * 1024 * 1024), 63_034],
    };
    for (const [name, [servedType, servedBytes, code]] of Object.entries(refused)) {
      it(`fail the message when one is ${name}`, async () => {
        [type, bytes] = [servedType, servedBytes];
        await create(sandbox, { ...toThandi, MediaUrl: url, StatusCallback: `${receiver.url}/status` });
        await receiver.until(() => receiver.requests.length > 0);
        expect(receiver.forms[0]).to.include({ MessageStatus: 'failed', ErrorCode: String(code) });
      });
    }

    it('fail the message with 63019 when nothing answers', async () => {
      await create(sandbox, {
        ...toThandi,
        MediaUrl: 'http://127.0.0.1:9/a',
        StatusCallback: `${receiver.url}/status`,
      });
      await receiver.until(() => receiver.requests.length > 0);
      expect(receiver.forms[0]).to.include({ MessageStatus: 'failed', ErrorCode: '63019' });
    });
  });
});
