// A person's file is opened at its provider, and nobody but the provider sees our credentials.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { createHttpClient, type HttpClient } from '../../../src/platform/http.ts';
import { UrlRefused, type SafeFetch } from '../../../src/platform/safe-fetch.ts';
import type { MediaDownload, Provider } from '../../../src/providers/provider.ts';
import { createProviders } from '../../../src/providers/registry.ts';
import type { CallFault, Operation, Via } from '../../../src/sandbox/index.ts';
import { account, number } from '../sandbox/receiver.ts';
import { startRig, type Rig } from './rig.ts';

const bytes = Buffer.from('%PDF-1.7 a file of a person');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const file = { bytes, contentType: 'application/pdf' };
const vias: { readonly [name in Provider['name']]: Via } = {
  meta: { provider: 'meta', phoneNumberId: number.phoneNumberId },
  twilio: { provider: 'twilio', number: account.senders[0]!.number },
};

/** What InboundMedia.ref holds: Meta's id, Twilio's URL. */
async function put(rig: Rig): Promise<{ id: string; ref: string }> {
  const { id, url } = await rig.sandbox.files.add(vias[rig.provider.name], file);
  return { id, ref: rig.provider.name === 'meta' ? id : url };
}

async function read(download: MediaDownload): Promise<Buffer> {
  if (download.type !== 'open') throw new Error(`${download.type}: ${download.failure.code}`);
  return buffer(download.stream);
}

function failureOf(download: MediaDownload): string {
  return download.type === 'open' ? 'open' : `${download.type} ${download.failure.kind} ${download.failure.code}`;
}

for (const name of ['meta', 'twilio'] as const) {
  describe(`a file at ${name}`, () => {
    let rig: Rig;
    before(async () => {
      rig = await startRig(name);
    });
    after(() => rig.close());
    afterEach(() => rig.sandbox.faults.clear());
    const open = (ref: string) => rig.provider.openMedia(rig.channel, ref);
    const strike = (operation: Operation | 'any', fault: CallFault, times = 1) =>
      rig.sandbox.faults.add(fault, { operation, times });

    it('is opened with its bytes and type', async () => {
      const download = await open((await put(rig)).ref);
      expect(download).to.include({ type: 'open', contentType: 'application/pdf' });
      expect(await read(download)).to.deep.equal(bytes);
    });

    it('may be a page itself, when the person sent one', async () => {
      for (const contentType of ['text/html', 'application/json', 'text/xml']) {
        const { id, url } = await rig.sandbox.files.add(vias[name], { bytes, contentType });
        const ref = name === 'meta' ? id : url;
        const open = (declared?: string) => rig.provider.openMedia(rig.channel, ref, declared);
        expect(await read(await open(`${contentType}; charset=utf-8`)), contentType).to.deep.equal(bytes);
        if (name === 'twilio') expect(failureOf(await open('application/pdf'))).to.equal('retry retry not_a_file');
      }
    });

    it('is gone once the provider has no such file', async () => {
      const { id, ref } = await put(rig);
      rig.sandbox.files.delete(id);
      expect((await open(ref)).type).to.equal('gone');
    });

    it('is tried again later when the credentials are refused', async () => {
      const { ref } = await put(rig);
      strike('any', { kind: 'token_expired' });
      expect(failureOf(await open(ref))).to.match(/^retry auth /);
    });

    it('is tried again later when a page comes instead of it, also with a 200', async () => {
      const { ref } = await put(rig);
      strike('download', { kind: 'html' });
      expect(failureOf(await open(ref))).to.equal('retry retry not_a_file');
      strike('download', { kind: 'html', httpStatus: 502 });
      expect(failureOf(await open(ref))).to.equal('retry retry http_502');
    });

    it('is tried again later when the provider is in trouble or silent', async () => {
      const { ref } = await put(rig);
      strike('download', { kind: 'server_error' });
      expect((await open(ref)).type).to.equal('retry');
      strike('download', { kind: 'timeout_before_accept' });
      expect(failureOf(await open(ref))).to.match(/^retry retry (timeout|connection_lost)$/);
    });

    it('is tried again when the provider says, if it says', async () => {
      const { ref } = await put(rig);
      strike('download', { kind: 'rate_limited', retryAfterSeconds: 7 });
      expect(await open(ref)).to.include({ type: 'retry', retryAfterMs: 7_000 });
    });

    it('fails on the way when the connection is cut', async () => {
      const { ref } = await put(rig);
      strike('download', { kind: 'truncated' });
      const failed = await read(await open(ref)).catch((error: unknown) => error);
      expect(failed).to.be.instanceOf(Error);
    });
  });
}

describe('a file at Meta', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig('meta');
  });
  after(() => rig.close());
  afterEach(() => rig.sandbox.faults.clear());

  it('comes with the size and the hash that Meta told, in hex', async () => {
    const download = await rig.provider.openMedia(rig.channel, (await put(rig)).ref);
    expect(download).to.include({ size: bytes.length, sha256 });
    await read(download);
  });

  it('is asked for a new address when the first has expired, once', async () => {
    const { ref } = await put(rig);
    rig.sandbox.faults.add({ kind: 'not_found' }, { operation: 'download', times: 1 });
    expect(await read(await rig.provider.openMedia(rig.channel, ref))).to.deep.equal(bytes);
    rig.sandbox.faults.add({ kind: 'not_found' }, { operation: 'download', times: 2 });
    expect(failureOf(await rig.provider.openMedia(rig.channel, ref))).to.equal('retry retry url_expired');
  });

  it('of another number is gone', async () => {
    const { ref } = await put(rig);
    expect((await rig.provider.openMedia({ ...rig.channel, address: '999' }, ref)).type).to.equal('gone');
  });

  it('is tried again later when Meta answers with a page instead of an address', async () => {
    rig.sandbox.faults.add({ kind: 'html' }, { operation: 'media', times: 1 });
    expect((await rig.provider.openMedia(rig.channel, (await put(rig)).ref)).type).to.equal('retry');
  });
});

/** A host that answers as told, and remembers who asked for what. */
async function host(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen: { path: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    seen.push({ path: request.url!, authorization: request.headers.authorization });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, close };
}

type Host = Awaited<ReturnType<typeof host>>;

describe('credentials', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  const startHost = async (...args: Parameters<typeof host>): Promise<Host> => {
    const started = await host(...args);
    closing.push(started.close);
    return started;
  };
  const redirect = (location: string) => (_request: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(302, { location }).end();
  const give = (_request: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(200, { 'content-type': 'application/pdf' }).end(bytes);

  function openAt(
    name: Provider['name'],
    apiUrl: string,
    ref: string,
    options: { http?: HttpClient; fetchUrl?: SafeFetch } = {},
  ) {
    const http = options.http ?? createHttpClient();
    closing.push(() => http.close());
    const provider = createProviders({
      http,
      publicUrl: () => 'http://127.0.0.1:1',
      metaGraphUrl: apiUrl,
      metaGraphVersion: 'v25.0',
      twilioApiUrl: apiUrl,
      sendTimeoutMs: 1_000,
      ...(options.fetchUrl ? { fetchUrl: options.fetchUrl } : {}),
    })[name];
    const channel = {
      id: 'x',
      account: 'AC1',
      address: '1',
      apiUrl: null,
      transport: 'whatsapp' as const,
      messagingService: null,
      secrets: { accessToken: ['token'], authToken: ['token'] },
    };
    return provider.openMedia(channel, ref);
  }
  const located = (url: string) => (request: IncomingMessage, response: ServerResponse) =>
    void response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ url: url || `http://${request.headers.host}/file`, mime_type: 'application/pdf' }));

  for (const [what, url] of [
    ['another host', 'other'],
    ['a host that only looks like Meta’s', 'https://lookaside.fbsbx.com.example.org/x'],
    ['a host whose name ends like Meta’s', 'https://evilfbsbx.com/x'],
    ['Meta’s host without encryption', 'http://lookaside.fbsbx.com/x'],
    ['Meta’s host on another port', 'https://lookaside.fbsbx.com:8443/x'],
    ['a local address in disguise', 'http://2130706433/x'],
    ['a file of this machine', 'file:///etc/passwd'],
  ] as const) {
    it(`of Meta are not shown to ${what}`, async () => {
      const other = await startHost(give);
      const graph = await startHost(located(url === 'other' ? `${other.url}/x` : url));
      expect(failureOf(await openAt('meta', graph.url, 'id'))).to.equal('retry media foreign_host');
      expect(other.seen).to.deep.equal([]);
    });
  }

  it('of Meta are not shown where a redirect leads', async () => {
    const other = await startHost(give);
    const graph = await startHost((request, response) =>
      request.url === '/file' ? redirect(`${other.url}/x`)(request, response) : located('')(request, response),
    );
    expect(failureOf(await openAt('meta', graph.url, 'id'))).to.equal('retry media foreign_host');
    expect(graph.seen).to.have.length(2);
    expect(other.seen).to.deep.equal([]);
  });

  it('of Twilio stay behind when it redirects to another host', async () => {
    const storage = await startHost(give);
    const api = await startHost(redirect(`${storage.url}/x`));
    expect(await read(await openAt('twilio', api.url, `${api.url}/Media/ME1`))).to.deep.equal(bytes);
    expect(api.seen[0]!.authorization).to.equal(`Basic ${Buffer.from('AC1:token').toString('base64')}`);
    expect(storage.seen).to.deep.equal([{ path: '/x', authorization: undefined }]);
  });

  it('of Twilio are not shown to an address that a webhook made up', async () => {
    const other = await startHost(give);
    const api = await startHost(give);
    expect(failureOf(await openAt('twilio', api.url, `${other.url}/x`))).to.equal('gone media foreign_host');
    expect(failureOf(await openAt('twilio', api.url, api.url.replace('//', '//a:b@')))).to.equal(
      'gone media foreign_host',
    );
    expect(failureOf(await openAt('twilio', api.url, 'nonsense'))).to.equal('gone media foreign_host');
    expect([...other.seen, ...api.seen]).to.deep.equal([]);
  });

  it('of Twilio go round no circles', async () => {
    const api: Host = await startHost((request, response) =>
      redirect(`http://${request.headers.host}/again`)(request, response),
    );
    expect(failureOf(await openAt('twilio', api.url, `${api.url}/x`))).to.equal('retry retry redirects');
    expect(api.seen).to.have.length(4);
  });

  it('of Twilio stay behind beyond its own API, where only safe addresses are fetched', async () => {
    const asked: string[] = [];
    const fetchUrl: SafeFetch = (url) => {
      asked.push(url);
      if (url.includes('private')) return Promise.reject(new UrlRefused('The address may not be fetched.'));
      return Promise.resolve({ stream: Readable.from([bytes]), contentType: 'application/pdf', size: undefined });
    };
    // Stands in for api.twilio.com: the requests are real, only their way is shorter.
    let target = 'https://media.twiliocdn.com/x';
    const api = await startHost((request, response) => redirect(target)(request, response));
    const client = createHttpClient();
    const http: HttpClient = {
      ...client,
      stream: (request) => client.stream({ ...request, url: request.url.replace('https://api.twilio.com', api.url) }),
    };
    const open = () => openAt('twilio', 'https://api.twilio.com', 'https://api.twilio.com/x', { http, fetchUrl });
    expect(await read(await open())).to.deep.equal(bytes);
    expect(asked).to.deep.equal([target]);
    target = 'https://private.example.org/x';
    expect(failureOf(await open())).to.equal('retry media url_refused');
    target = 'http://media.twiliocdn.com/x';
    expect(failureOf(await open())).to.equal('retry retry foreign_host');
    expect(asked).to.have.length(2);
  });
});
