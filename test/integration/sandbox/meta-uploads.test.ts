import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { until } from '../../support/until.ts';
import { Receiver, app, graph, number, startFor } from './receiver.ts';

const thandi = '+27821234567';
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5_000, 7)]);
const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bearer = { authorization: `Bearer ${app.accessTokens[0]}` };

describe('files that the platform brings to the played Meta', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  let now: number;
  const statusOf = async (id: string) =>
    (await graph(sandbox, undefined, { method: 'GET', path: `v25.0/${id}` })).status;
  const upload = (bytes: Uint8Array<ArrayBuffer>, type: string, fields: Record<string, string> = {}) => {
    const form = new FormData();
    const all = { messaging_product: 'whatsapp', type, ...fields };
    for (const [name, value] of Object.entries(all)) form.append(name, value);
    form.append('file', new Blob([bytes], { type }), 'a file.bin');
    const url = `${sandbox.metaUrl}/v25.0/${number.phoneNumberId}/media`;
    return fetch(url, { method: 'POST', headers: bearer, body: form });
  };
  const uploaded = async (bytes: Uint8Array<ArrayBuffer>, type: string) =>
    ((await (await upload(bytes, type)).json()) as { id: string }).id;
  const codeOf = async (response: Response) =>
    ((await response.json()) as { error?: { code: number } }).error?.code ?? 'ok';
  const send = (type: string, object: object) =>
    graph(sandbox, { messaging_product: 'whatsapp', to: thandi, type, [type]: object });

  beforeEach(async () => {
    now = Date.now();
    receiver = await new Receiver().listen();
    sandbox = await startFor(receiver, { enforceWindow: false, now: () => now });
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('are uploaded, kept for thirty days, and deleted when asked', async () => {
    const id = await uploaded(jpeg, 'image/jpeg');
    const [upload] = sandbox.files.uploads;
    expect(upload).to.include({ id, contentType: 'image/jpeg', size: jpeg.length, sha256: hex(jpeg), deleted: false });
    expect(upload).to.include({ filename: 'a file.bin', phoneNumberId: number.phoneNumberId });
    expect(hex(await upload!.bytes())).to.equal(hex(jpeg));
    now += 30 * 24 * 60 * 60 * 1_000 - 1;
    expect(await statusOf(id)).to.equal(200);
    const deletion = await graph(sandbox, undefined, { method: 'DELETE', path: `v25.0/${id}` });
    expect(deletion.text).to.equal('{"success":true}');
    expect(await statusOf(id)).to.equal(400);
    expect(sandbox.files.isDeleted(id)).to.equal(true);
  });

  it('of a hundred megabytes are taken', async function () {
    this.timeout(20_000);
    const id = await uploaded(Buffer.alloc(100 * 1024 * 1024, 1), 'application/pdf');
    expect(sandbox.files.uploads[0]).to.include({ id, size: 100 * 1024 * 1024 });
  });

  it('are refused as uploads when the type, the size or a field is wrong', async () => {
    expect(await codeOf(await upload(Buffer.from('<svg/>'), 'image/svg+xml'))).to.equal(100);
    expect(await codeOf(await upload(Buffer.alloc(5 * 1024 * 1024 + 1), 'image/jpeg'))).to.equal(131_053);
    expect(await codeOf(await upload(Buffer.alloc(101 * 1024), 'image/webp'))).to.equal(131_053);
    expect(await codeOf(await upload(Buffer.alloc(0), 'image/jpeg'))).to.equal(131_053);
    expect(await codeOf(await upload(jpeg, 'image/jpeg', { messaging_product: 'sms' }))).to.equal(100);
    expect(sandbox.files.uploads).to.deep.equal([]);
  });

  it('are sent by the id of an upload, and the person has them', async () => {
    const id = await uploaded(jpeg, 'image/jpeg');
    const phone = sandbox.phone(thandi);
    expect((await send('image', { id, caption: 'Here' })).status).to.equal(200);
    const { media, text } = await phone.waitForMessage();
    expect(text).to.equal('Here');
    expect(media?.[0]).to.include({ kind: 'image', id, sha256: hex(jpeg), size: jpeg.length });
    expect((await send('image', { id: '1' })).error?.code).to.equal(131_009);
    sandbox.files.expire(id);
    expect((await send('image', { id })).error?.code).to.equal(131_009);
  });

  it('fail later with 131053 as a kind that their type is not', async () => {
    const id = await uploaded(jpeg, 'image/jpeg');
    for (const [type, object] of [
      ['video', { id }],
      ['audio', { id: await uploaded(Buffer.from('x'), 'audio/mpeg'), voice: true }],
    ] as const) {
      expect((await send(type, object)).status).to.equal(200);
      await receiver.until(() => receiver.statuses.at(-1)?.status === 'failed');
      expect(receiver.statuses.at(-1)?.errors?.[0]?.code).to.equal(131_053);
      receiver.requests.length = 0;
    }
  });

  describe('named by link', () => {
    let type: string;
    let status: number;
    let bytes: Buffer;
    let url: string;
    const host = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(bytes);
    });

    before(async () => {
      await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/a?signature=x`;
    });

    after(async () => {
      host.closeAllConnections();
      await new Promise((resolve) => host.close(resolve));
    });

    beforeEach(() => {
      [type, status, bytes] = ['image/jpeg', 200, jpeg];
    });

    it('are fetched before they are sent, and the log shows what came', async () => {
      await send('image', { link: url });
      const { media } = await sandbox.phone(thandi).waitForMessage();
      expect(media?.[0]).to.deep.equal({
        kind: 'image',
        url,
        contentType: 'image/jpeg',
        size: jpeg.length,
        sha256: hex(jpeg),
      });
    });

    it('are fetched for headers and templates too', async () => {
      const header = { type: 'image', image: { link: url } };
      const buttons = [{ type: 'reply', reply: { id: 'a', title: 'A' } }];
      await send('interactive', { type: 'button', header, body: { text: 'Choose' }, action: { buttons } });
      const components = [{ type: 'header', parameters: [header] }];
      await send('template', { name: 'a', language: { code: 'en' }, components });
      await until('both are fetched', () =>
        sandbox.accepted.list().every(({ media }) => media?.[0]?.sha256 === hex(jpeg)),
      );
    });

    const refused: Record<string, () => void> = {
      'of another type': () => (type = 'application/x-msdownload'),
      'of a type the bytes belie': () => (type = 'image/png'),
      'too large': () => (bytes = Buffer.alloc(5 * 1024 * 1024 + 1)),
      empty: () => (bytes = Buffer.alloc(0)),
      'not there': () => (status = 403),
    };
    for (const [name, spoil] of Object.entries(refused)) {
      it(`${name} fail the message with 131053`, async () => {
        spoil();
        expect((await send('image', { link: url })).status).to.equal(200);
        await receiver.until(() => receiver.statuses.length > 0);
        expect(receiver.statuses.map((each) => each.status)).to.deep.equal(['failed']);
        expect(receiver.statuses[0]?.errors?.[0]?.code).to.equal(131_053);
        expect(sandbox.accepted.list()[0]?.media?.[0]?.problem).to.be.a('string');
      });
    }
  });

  it('are uploaded although the answer is lost, or not at all', async () => {
    sandbox.faults.add({ kind: 'reset_after_accept' }, { operation: 'upload', times: 1 });
    expect(await upload(jpeg, 'image/jpeg').catch((error: unknown) => error)).to.be.instanceOf(TypeError);
    expect(sandbox.files.uploads).to.have.length(1);
    sandbox.faults.add({ kind: 'server_error' }, { operation: 'upload', times: 1 });
    expect((await upload(jpeg, 'image/jpeg')).status).to.equal(500);
    expect(sandbox.files.uploads).to.have.length(1);
  });
});
