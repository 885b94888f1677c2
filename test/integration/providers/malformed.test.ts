// A real receiver under everything strangers can throw at it: it refuses, stores nothing, and lives.
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { demoMeta, demoTwilio } from '../../../src/sandbox/demo.ts';
import { twilioSignature } from '../../../src/sandbox/signatures.ts';
import { startPlatform, type Platform } from '../../support/platform.ts';
import { weirdText } from '../../unit/providers/weird.ts';

const paths = ['/webhooks/meta', '/webhooks/twilio', '/webhooks/twilio/status'];
const refusals = [400, 403, 413, 415];

describe('a receiver under malformed requests', () => {
  let platform: Platform;
  let url: string;
  before(async () => {
    platform = await startPlatform({ roles: ['receiver'] });
    url = platform.info.receiverUrl!;
  });
  after(() => platform.close());

  afterEach('lives, and has stored nothing', async () => {
    expect((await fetch(`${url}/healthz`)).status).to.equal(200);
    expect((await fetch(`${url}/readyz`)).status).to.equal(200);
    const { rows } = await platform.database.pool.query<{ jobs: number }>(
      'select count(*)::int as jobs from pgboss.job',
    );
    expect(rows).to.deep.equal([{ jobs: 0 }]);
  });

  it('refuses any bytes with any signature', async () => {
    const property = fc.asyncProperty(
      fc.constantFrom(...paths),
      fc.uint8Array({ maxLength: 2_000 }),
      weirdText,
      async (path, bytes, signature) => {
        const value = headerSafe(signature);
        for (const headers of [
          {},
          { 'x-hub-signature-256': value, 'x-twilio-signature': value },
          { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
        ]) {
          expect((await post(url + path, Buffer.from(bytes), headers)).status).to.equal(403);
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  it('refuses any query at any of its paths', async () => {
    const property = fc.asyncProperty(fc.constantFrom(...paths), weirdText, async (path, query) => {
      const target = `${path}?${headerSafe(query).replaceAll(/[\s#]/g, '')}`;
      expect(await statusOf(url, 'POST', target)).to.equal(403);
      expect(await statusOf(url, 'GET', `/webhooks/meta?hub.mode=subscribe&hub.verify_token=${target}`)).to.equal(403);
    });
    await fc.assert(property, { numRuns: 60 });
    for (const target of [
      '/webhooks/twilio?%',
      '/webhooks/twilio?bodySHA256=x',
      `${url}/webhooks/twilio`,
      'http://evil.example/webhooks/twilio',
    ]) {
      expect(await statusOf(url, 'POST', target, { 'x-twilio-signature': 'x' }), target).to.equal(403);
    }
  });

  it('refuses what is signed but is no webhook', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
      const body = Buffer.from(bytes);
      fc.pre(!isObject(body));
      expect((await post(`${url}/webhooks/meta`, body, signedByMeta(body))).status).to.equal(400);
    });
    await fc.assert(property, { numRuns: 60 });
    for (const body of ['', 'null', '[]', '"x"', '1', '{', '{"entry":[}', '\ufeff{}', "{'a':1}"].map((text) =>
      Buffer.from(text),
    )) {
      expect((await post(`${url}/webhooks/meta`, body, signedByMeta(body))).status, body.toString()).to.equal(400);
    }
    const target = `${url}/webhooks/twilio?bodySHA256=${sha256('not json')}`;
    const headers = {
      'content-type': 'application/json',
      'x-twilio-signature': twilioSignature(demoTwilio.authToken, target),
    };
    expect((await post(target, 'not json', headers)).status).to.equal(400);
  });

  it('refuses too much, however it is announced, and anything encoded', async () => {
    const large = Buffer.alloc(3 * 1024 * 1024 + 1, 'x');
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    for (const path of paths) {
      expect((await post(url + path, large, signedByMeta(large))).status).to.equal(413);
      for (const encoding of ['gzip', 'br', 'deflate', 'gzip, gzip', 'nonsense']) {
        expect((await post(url + path, bomb, { 'content-encoding': encoding, ...signedByMeta(bomb) })).status).to.equal(
          415,
        );
      }
    }
  });

  it('refuses, or hangs up on, what is not even HTTP', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 500 }), async (bytes) => {
      const answer = await converse(url, Buffer.concat([Buffer.from(bytes), Buffer.from('\r\n\r\n')]));
      expect(answer).to.match(/^(HTTP\/1\.1 4\d\d |$)/);
    });
    await fc.assert(property, { numRuns: 60 });
    const post_ = 'POST /webhooks/meta HTTP/1.1\r\nHost: x\r\n';
    const broken = [
      `${post_}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
      `${post_}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `${post_}Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n`,
      `${post_}Content-Length: -1\r\n\r\n`,
      `${post_}X: ${'a'.repeat(20_000)}\r\n\r\n`,
    ];
    for (const text of broken)
      expect(await converse(url, Buffer.from(text)), text.slice(0, 80)).to.match(/^HTTP\/1\.1 4\d\d /);
  });

  it('lets go of those who leave in the middle of a body', async () => {
    const body = Buffer.from('{}');
    const headers = { ...signedByMeta(body), 'content-length': '1000' };
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const request = httpRequest(`${url}/webhooks/meta`, { method: 'POST', headers });
        request.on('error', () => undefined);
        request.write(body);
        await once(request, 'socket');
        request.destroy();
      }),
    );
  });
});

async function post(url: string, body: Buffer | string, headers: Record<string, string>): Promise<{ status: number }> {
  const { status } = await fetch(url, { method: 'POST', body, headers });
  expect(status).to.be.oneOf(refusals);
  return { status };
}

/** The target goes out as it is given, which fetch would not do. */
async function statusOf(
  url: string,
  method: string,
  target: string,
  headers: Record<string, string> = {},
): Promise<number> {
  const { hostname, port } = new URL(url);
  const request = httpRequest({ hostname, port, method, path: target, headers });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode ?? 0;
}

/** Everything the server says before it hangs up. */
async function converse(url: string, bytes: Buffer): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.end(bytes);
  await once(socket, 'close');
  return answer;
}

function signedByMeta(body: Buffer): Record<string, string> {
  const signature = createHmac('sha256', demoMeta.appSecret).update(body).digest('hex');
  return { 'x-hub-signature-256': `sha256=${signature}`, 'content-type': 'application/json' };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isObject(body: Buffer): boolean {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** What a header or a request line can carry. */
function headerSafe(text: string): string {
  return text.replaceAll(/[^\u0021-\u007e]/g, '').slice(0, 4_000);
}
