import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/index.ts';
import { Receiver, app, graph, number, startFor } from './receiver.ts';

const thandi = '+27821234567';
const via = { provider: 'meta', phoneNumberId: number.phoneNumberId } as const;
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5_000, 7)]);
const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bearer = { authorization: `Bearer ${app.accessTokens[0]}` };

interface FileMessage {
  type: string;
  image?: Record<string, unknown>;
  audio?: Record<string, unknown>;
  document?: Record<string, unknown>;
  sticker?: Record<string, unknown>;
  errors?: { code: number }[];
}

interface Metadata {
  id: string;
  url: string;
  mime_type: string;
  sha256: string;
  file_size: number;
}

describe('files at the played Meta', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  let now: number;
  const start = async (options: SandboxOptions = {}) => {
    await sandbox?.close();
    sandbox = await startFor(receiver, { enforceWindow: false, now: () => now, ...options });
  };
  const lastMessage = () => receiver.messages.at(-1) as unknown as FileMessage;
  const metadata = async (id: string, query = '') => {
    const answer = await graph(sandbox, undefined, { method: 'GET', path: `v25.0/${id}${query}` });
    return { ...answer, metadata: JSON.parse(answer.text) as Metadata };
  };

  beforeEach(async () => {
    now = Date.now();
    receiver = await new Receiver().listen();
    await start();
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('come in two steps, with the bytes, the type and the hash that the webhook told', async () => {
    const sent = await sandbox
      .phone(thandi)
      .send({ via, text: 'Look', file: { bytes: jpeg, contentType: 'image/jpeg' } });
    const { type, image } = lastMessage();
    expect([type, image?.caption, image?.mime_type]).to.deep.equal(['image', 'Look', 'image/jpeg']);
    expect(image?.id).to.equal(sent.fileIds[0]);
    expect(Buffer.from(String(image?.sha256), 'base64').toString('hex')).to.equal(hex(jpeg));
    const { metadata: about } = await metadata(String(image?.id), `?phone_number_id=${number.phoneNumberId}`);
    expect(about).to.include({ id: image?.id, mime_type: 'image/jpeg', sha256: hex(jpeg), file_size: jpeg.length });
    const download = await fetch(about.url, { headers: bearer });
    expect(download.headers.get('content-type')).to.equal('image/jpeg');
    expect(hex(await download.bytes())).to.equal(hex(jpeg));
    expect((await fetch(about.url)).status).to.equal(401);
  });

  it('have the message type of their content type, or the one that is asked for', async () => {
    const bytes = Buffer.from('x');
    const phone = sandbox.phone(thandi);
    await phone.send({ via, file: { bytes, contentType: 'audio/ogg; codecs=opus', voice: true } });
    expect(lastMessage()).to.deep.include({ type: 'audio' });
    expect(lastMessage().audio).to.include({ voice: true, mime_type: 'audio/ogg; codecs=opus' });
    await phone.send({ via, text: 'T', file: { bytes, contentType: 'text/csv', filename: 'a.csv' } });
    expect(lastMessage().document).to.include({ filename: 'a.csv', caption: 'T' });
    await phone.send({ via, file: { bytes, contentType: 'image/webp', animated: true } });
    expect(lastMessage().sticker).to.include({ animated: true });
    await phone.send({ via, file: { bytes, contentType: 'image/jpeg', kind: 'document' } });
    expect(lastMessage().type).to.equal('document');
  });

  it('are unknown after seven days, and to other numbers', async () => {
    const { id } = await sandbox.files.add(via, { bytes: jpeg, contentType: 'image/jpeg' });
    expect((await metadata(id, '?phone_number_id=1')).error).to.include({ code: 100, error_subcode: 33 });
    now += 7 * 24 * 60 * 60 * 1_000 - 1;
    expect((await metadata(id)).status).to.equal(200);
    now += 1;
    expect((await metadata(id)).error).to.include({ code: 100, error_subcode: 33 });
  });

  it('have URLs that live five minutes, and new ones afterwards', async () => {
    const { id, url } = await sandbox.files.add(via, { bytes: jpeg, contentType: 'image/jpeg' });
    const get = async (from: string) => (await fetch(from, { headers: bearer })).status;
    expect(await get(url)).to.equal(200);
    now += 5 * 60_000;
    expect(await get(url)).to.equal(404);
    const fresh = (await metadata(id)).metadata.url;
    expect(await get(fresh)).to.equal(200);
    sandbox.files.expireUrls(id);
    expect(await get(fresh)).to.equal(404);
    expect(await get((await metadata(id)).metadata.url)).to.equal(200);
    sandbox.files.expire(id);
    expect((await metadata(id)).status).to.equal(400);
  });

  it('can lie on another host than the API', async () => {
    await start({ files: { metaApart: true } });
    const { url } = await sandbox.files.add(via, { bytes: jpeg, contentType: 'image/jpeg' });
    expect(url.startsWith(`${sandbox.filesUrl}/`)).to.equal(true);
    expect(new URL(sandbox.filesUrl).host).to.not.equal(new URL(sandbox.url).host);
    expect(hex(await (await fetch(url, { headers: bearer })).bytes())).to.equal(hex(jpeg));
    expect((await fetch(url)).status).to.equal(401);
  });

  it('can be made while they are downloaded, no faster than they are read', async () => {
    const size = 100 * 1024 * 1024;
    const chunk = Buffer.alloc(1024 * 1024, 3);
    let made = 0;
    const open = async function* () {
      for (made = 0; made < size; made += chunk.length) yield chunk;
    };
    const { url } = await sandbox.files.add(via, { size, open, contentType: 'application/pdf' });
    expect(made).to.equal(size);
    const download = await fetch(url, { headers: bearer });
    expect(download.headers.get('content-length')).to.equal(String(size));
    let received = 0;
    let ahead = 0;
    for await (const part of download.body ?? []) {
      received += part.length;
      ahead = Math.max(ahead, made - received);
    }
    expect(received).to.equal(size);
    expect(ahead).to.be.below(32 * 1024 * 1024);
  });

  it('that are too large for WhatsApp are told of with 131052', async () => {
    const open = async function* () {
      yield Buffer.alloc(1);
    };
    const size = 100 * 1024 * 1024 + 1;
    await sandbox.phone(thandi).send({ via, file: { size, open, contentType: 'application/pdf' } });
    expect(lastMessage().type).to.equal('unsupported');
    expect(lastMessage().errors?.[0]?.code).to.equal(131_052);
  });

  describe('struck by a fault', () => {
    let id: string;
    let url: string;
    const get = async (from = url) => {
      const response = await fetch(from, { headers: bearer, signal: AbortSignal.timeout(300) });
      return { response, bytes: await response.bytes() };
    };
    const failure = (call: Promise<unknown>) =>
      call.then(
        () => 'none',
        (error: unknown) => (error as Error).name,
      );

    beforeEach(async () => {
      ({ id, url } = await sandbox.files.add(via, { bytes: jpeg, contentType: 'image/jpeg' }, thandi));
    });

    it('are cut off, stuck or endless', async () => {
      sandbox.faults.add({ kind: 'truncated' }, { operation: 'download', times: 1 });
      expect(await failure(get())).to.equal('TypeError');
      sandbox.faults.add({ kind: 'stalled', afterBytes: 10 }, { operation: 'download', times: 1 });
      expect(await failure(get())).to.equal('TimeoutError');
      sandbox.faults.add({ kind: 'endless' }, { operation: 'download', times: 1, to: thandi });
      const response = await fetch(url, { headers: bearer });
      let received = 0;
      for await (const part of response.body ?? []) {
        received += part.length;
        if (received > 1_000_000) break;
      }
      expect(received).to.be.above(1_000_000);
      expect(hex((await get()).bytes)).to.equal(hex(jpeg));
    });

    it('have other bytes, another type or another hash', async () => {
      sandbox.faults.add({ kind: 'wrong_sha256' }, { operation: 'download', times: 1 });
      const wrong = await get();
      expect([wrong.bytes.length, hex(wrong.bytes) === hex(jpeg)]).to.deep.equal([jpeg.length, false]);
      sandbox.faults.add({ kind: 'wrong_content_type', contentType: 'text/html' }, { operation: 'download', times: 1 });
      expect((await get()).response.headers.get('content-type')).to.equal('text/html');
      sandbox.faults.add({ kind: 'wrong_sha256' }, { operation: 'media', times: 1 });
      expect((await metadata(id)).metadata.sha256).to.not.equal(hex(jpeg));
      sandbox.faults.add({ kind: 'wrong_content_type' }, { operation: 'media', times: 1 });
      expect((await metadata(id)).metadata.mime_type).to.equal('application/octet-stream');
      expect((await metadata(id)).metadata).to.include({ sha256: hex(jpeg), mime_type: 'image/jpeg' });
    });

    it('are not found, behind a page, or behind a token that has expired', async () => {
      for (const [operation, status] of [
        ['download', 404],
        ['media', 400],
      ] as const) {
        const look = async () => (operation === 'download' ? (await get()).response : await metadata(id));
        sandbox.faults.add({ kind: 'not_found' }, { operation, times: 1 });
        expect((await look()).status).to.equal(status);
        sandbox.faults.add({ kind: 'server_error', httpStatus: 503 }, { operation, times: 1 });
        expect((await look()).status).to.equal(503);
        sandbox.faults.add({ kind: 'token_expired' }, { operation, times: 1 });
        expect((await look()).status).to.equal(401);
      }
      sandbox.faults.add({ kind: 'html' }, { operation: 'download', times: 1 });
      expect((await get()).response.headers.get('content-type')).to.contain('text/html');
    });
  });
});
