// Who is let in by the embedded server: the examples of AWS's own documentation, and nobody with anything altered.
import { expect } from 'chai';
import { startEmbeddedS3, type EmbeddedS3 } from '../../../src/platform/embedded-s3/server.ts';
import { scratchDir } from '../../support/scratch.ts';
import { hmac, send, sha256, sign, signedCall, signingKey, stamp, type Call, type Keys } from './signed-request.ts';

describe('signatures of AWS documentation', () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, sigv4-query-string-auth, sigv4-streaming
  const keys: Keys = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };
  const credential = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';
  const empty = sha256('');
  let server: EmbeddedS3;
  let scratch: { dir: string; remove(): Promise<void> };
  before(async () => {
    scratch = await scratchDir('s3');
    const now = () => new Date('2013-05-24T00:00:30Z');
    server = await startEmbeddedS3({ dir: scratch.dir, port: 0, credentials: keys, now });
  });
  after(async () => {
    await server.close();
    await scratch.remove();
  });

  const host = 'examplebucket.s3.amazonaws.com';
  const dated = { host, 'x-amz-date': '20130524T000000Z', 'x-amz-content-sha256': empty };
  const authorized = (signed: string, signature: string) =>
    `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${signed},Signature=${signature}`;
  const common = 'host;x-amz-content-sha256;x-amz-date';
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': credential,
    'X-Amz-Date': '20130524T000000Z',
    'X-Amz-Expires': '86400',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  });
  // They name the bucket in the host, which this server takes from the path: past the signature they are no request it knows.
  const examples: [name: string, call: Call][] = [
    [
      'GET object',
      {
        method: 'GET',
        target: '/test.txt',
        headers: {
          ...dated,
          range: 'bytes=0-9',
          authorization: authorized(
            'host;range;x-amz-content-sha256;x-amz-date',
            'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
          ),
        },
      },
    ],
    [
      'GET bucket lifecycle',
      {
        method: 'GET',
        target: '/?lifecycle',
        headers: {
          ...dated,
          authorization: authorized(common, 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'),
        },
      },
    ],
    [
      'GET bucket, list objects',
      {
        method: 'GET',
        target: '/?max-keys=2&prefix=J',
        headers: {
          ...dated,
          authorization: authorized(common, '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'),
        },
      },
    ],
    ['presigned GET', { method: 'GET', target: `/test.txt?${query.toString()}`, headers: { host } }],
  ];
  for (const [name, call] of examples) {
    it(`lets the example in: ${name}`, async () => {
      expect((await send(server.url, call)).code).to.equal('NotImplemented');
      const other = call.target.includes('?') ? `${call.target}&x=1` : `${call.target}x`;
      expect((await send(server.url, { ...call, target: other })).code).to.equal('SignatureDoesNotMatch');
    });
  }

  it('takes the example of an upload in signed chunks, and not with one byte altered', async () => {
    await signedCall(server.url, keys, {
      method: 'PUT',
      target: '/examplebucket',
      at: new Date('2013-05-24T00:00:00Z'),
    });
    const headers = {
      host: 's3.amazonaws.com',
      'x-amz-date': '20130524T000000Z',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': '66560',
      'content-length': '66824',
      authorization: authorized(
        'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class',
        '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
      ),
    };
    const chunk = (size: number, signature: string) =>
      `${size.toString(16)};chunk-signature=${signature}\r\n${'a'.repeat(size)}\r\n`;
    const body = [
      chunk(65_536, 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'),
      chunk(1_024, '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'),
      chunk(0, 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'),
    ];
    const target = '/examplebucket/chunkObject.txt';
    const put = (parts: string[]) => send(server.url, { method: 'PUT', target, headers, body: parts.join('') });
    const get = () => signedCall(server.url, keys, { method: 'GET', target, at: new Date('2013-05-24T00:00:00Z') });
    const altered = body.map((part, index) => (index === 1 ? part.replace('\r\na', '\r\nb') : part));
    expect((await put(altered)).code).to.equal('SignatureDoesNotMatch');
    expect((await get()).code).to.equal('NoSuchKey');
    expect((await put(body)).status).to.equal(200);
    expect((await get()).body.toString()).to.equal('a'.repeat(66_560));
  });
});

describe('the embedded server lets nobody in', () => {
  let server: EmbeddedS3;
  let scratch: { dir: string; remove(): Promise<void> };
  const target = '/bucket/object';
  const content = 'private';
  before(async () => {
    scratch = await scratchDir('s3');
    server = await startEmbeddedS3({ dir: scratch.dir, port: 0 });
    await call({ method: 'PUT', target: '/bucket' });
    await call({ method: 'PUT', target, body: content });
  });
  after(async () => {
    await server.close();
    await scratch.remove();
  });
  const call = (options: Call, keys: Keys = server.credentials) => signedCall(server.url, keys, options);
  const minutes = (n: number) => new Date(Date.now() + n * 60_000);
  const get: Call = { method: 'GET', target };

  function presigned(changes: { [name: string]: string } = {}, at = new Date()): string {
    const date = stamp(at);
    const { accessKeyId } = server.credentials;
    const parameters: { [name: string]: string } = {
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': `${accessKeyId}/${date.slice(0, 8)}/us-east-1/s3/aws4_request`,
      'X-Amz-Date': date,
      'X-Amz-Expires': '60',
      'X-Amz-SignedHeaders': 'host',
      ...changes,
    };
    const query = Object.entries(parameters)
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .toSorted()
      .join('&');
    const signed = (parameters['X-Amz-SignedHeaders'] ?? '').split(';');
    const headers = signed.map((name) => `${name}:${name === 'host' ? new URL(server.url).host : ''}\n`).join('');
    const canonical = ['GET', target, query, headers, signed.join(';'), 'UNSIGNED-PAYLOAD'].join('\n');
    const scope = `${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
    const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
    const key = signingKey(server.credentials, date.slice(0, 8), 'us-east-1');
    return `${target}?${query}&X-Amz-Signature=${hmac(key, toSign).toString('hex')}`;
  }
  const open = (path: string) => send(server.url, { method: 'GET', target: path });

  it('but its own keys', async () => {
    expect((await call(get)).body.toString()).to.equal(content);
    expect((await call(get, { ...server.credentials, secretAccessKey: 'wrong' })).code).to.equal(
      'SignatureDoesNotMatch',
    );
    expect((await call(get, { ...server.credentials, accessKeyId: 'AKIAUNKNOWN' })).code).to.equal(
      'InvalidAccessKeyId',
    );
  });

  it('without a signature', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'POST'])
      expect((await send(server.url, { method, target })).status, method).to.equal(403);
    expect((await send(server.url, { method: 'GET', target: '/' })).code).to.equal('AccessDenied');
  });

  it('with a request that differs from the signed one', async () => {
    const alterations: [string, Call['alter']][] = [
      ['date', (headers) => ({ ...headers, 'x-amz-date': stamp(minutes(1)) })],
      ['host', (headers) => ({ ...headers, host: 'example.org' })],
      ['payload', (headers) => ({ ...headers, 'x-amz-content-sha256': sha256('x') })],
    ];
    for (const [what, alter] of alterations)
      expect((await call({ ...get, alter: alter! })).code, what).to.equal('SignatureDoesNotMatch');
    const headers = sign(server.url, server.credentials, get);
    expect((await send(server.url, { method: 'GET', target: '/bucket/other', headers })).code).to.equal(
      'SignatureDoesNotMatch',
    );
    expect((await send(server.url, { method: 'DELETE', target, headers })).code).to.equal('SignatureDoesNotMatch');
    expect((await send(server.url, { method: 'GET', target: `${target}?response-expires=0`, headers })).code).to.equal(
      'SignatureDoesNotMatch',
    );
  });

  it('with a header that matters and is not signed', async () => {
    const alter: Call['alter'] = (headers) => ({ ...headers, 'x-amz-meta-owner': 'somebody' });
    expect((await call({ method: 'PUT', target, body: 'x', alter })).code).to.equal('AccessDenied');
  });

  it('with a signature of another time, day, service or form', async () => {
    expect((await call({ ...get, at: minutes(-16) })).code).to.equal('RequestTimeTooSkewed');
    expect((await call({ ...get, at: minutes(16) })).code).to.equal('RequestTimeTooSkewed');
    expect((await call({ ...get, at: minutes(-14) })).status).to.equal(200);
    expect((await call({ ...get, service: 'ec2' })).code).to.equal('AuthorizationHeaderMalformed');
    const forms = ['', 'Basic YTpi', 'AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA256 Credential=/,SignedHeaders=,Signature='];
    for (const authorization of forms)
      expect((await call({ ...get, alter: (headers) => ({ ...headers, authorization }) })).code).to.equal(
        'AuthorizationHeaderMalformed',
      );
  });

  it('with a presigned URL that is too old, too young, too long-lived, or both signed ways', async () => {
    expect((await open(presigned())).body.toString()).to.equal(content);
    expect((await open(presigned({}, new Date(Date.now() - 61_000)))).code).to.equal('AccessDenied');
    expect((await open(presigned({}, minutes(16)))).code).to.equal('RequestTimeTooSkewed');
    for (const expires of ['0', '-1', '604801', 'x', ''])
      expect((await open(presigned({ 'X-Amz-Expires': expires }))).code, expires).to.equal(
        'AuthorizationQueryParametersError',
      );
    const headers = sign(server.url, server.credentials, get);
    expect((await send(server.url, { method: 'GET', target: presigned(), headers })).code).to.equal('InvalidArgument');
  });

  it('with a presigned URL that says something twice, or does not sign the host', async () => {
    expect((await open(`${presigned()}&X-Amz-Expires=600`)).code).to.equal('InvalidArgument');
    expect((await open(presigned({ 'X-Amz-SignedHeaders': 'range' }))).code).to.equal('AccessDenied');
  });
});
