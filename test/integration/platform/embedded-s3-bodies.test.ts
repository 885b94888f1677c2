// What is sent must be what was said: hashes, checksums, lengths, signed chunks.
import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { expect } from 'chai';
import { until } from '../../support/until.ts';
import { startS3Rig, type S3Rig } from './s3-rig.ts';
import { hmac, sha256, sign, signedCall, signingKey, stamp, type Call } from './signed-request.ts';

const MB = 1024 * 1024;

describe('a body sent to the embedded S3 server', () => {
  let rig: S3Rig;
  before(async () => void (rig = await startS3Rig()));
  after(() => rig.close());

  const md5 = (body: string) => createHash('md5').update(body).digest('base64');

  it('must have the hash, the MD5 and the checksum that were announced', async () => {
    const wrong: [headers: { [name: string]: string }, code: string][] = [
      [{ 'content-md5': md5('other') }, 'BadDigest'],
      [{ 'content-md5': 'short' }, 'InvalidDigest'],
      [{ 'x-amz-checksum-sha256': createHash('sha256').update('other').digest('base64') }, 'BadDigest'],
      [{ 'x-amz-checksum-sha1': 'AAAA' }, 'BadDigest'],
      [{ 'x-amz-checksum-crc32': 'AAAAAA==' }, 'BadDigest'],
      [{ 'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=' }, 'NotImplemented'],
    ];
    for (const [headers, code] of wrong) expect((await rig.put('wrong', 'body', headers)).code).to.equal(code);
    const otherHash = { method: 'PUT', target: '/bucket/wrong', body: 'body', payloadHash: sha256('other') };
    expect((await rig.call(otherHash)).code).to.equal('XAmzContentSHA256Mismatch');
    expect((await rig.call({ ...otherHash, payloadHash: 'nonsense' })).code).to.equal('InvalidArgument');
    expect((await rig.get('wrong')).code).to.equal('NoSuchKey');
    expect((await rig.put('right', 'body', { 'content-md5': md5('body') })).status).to.equal(200);
    expect(await rig.unnamedFiles()).to.deep.equal([]);
  });

  it('may come unsigned or with checksums behind it, as the SDK sends it', async () => {
    const content = randomBytes(100_000);
    const Body = Readable.from([content.subarray(0, 33_333), content.subarray(33_333)]);
    await rig.sdk.send(
      new PutObjectCommand({ Bucket: 'bucket', Key: 'streamed', Body, ContentLength: content.length }),
    );
    const { Body: got } = await rig.sdk.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'streamed' }));
    expect(content.equals(Buffer.from(await got!.transformToByteArray()))).to.equal(true);
    const big = randomBytes(11 * MB);
    await new Upload({ client: rig.sdk, params: { Bucket: 'bucket', Key: 'big', Body: Readable.from([big]) } }).done();
    expect((await rig.get('big')).body.equals(big)).to.equal(true);
  });

  interface Chunked {
    chunks: string[];
    trailer?: string;
    /** Of the trailer. */
    signed?: string;
    length?: number;
    tamper?: (body: string) => string;
  }

  /** With a signature for each chunk and for the trailer. */
  function putChunked({ chunks, trailer, signed = trailer, length, tamper = (body) => body }: Chunked) {
    const at = new Date();
    const options: Call = {
      method: 'PUT',
      target: '/bucket/chunked',
      at,
      payloadHash: `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${trailer ? '-TRAILER' : ''}`,
      headers: {
        'content-encoding': 'aws-chunked',
        'x-amz-decoded-content-length': String(length ?? chunks.join('').length),
        ...(trailer && { 'x-amz-trailer': trailer.split(':')[0]! }),
      },
    };
    const headers = sign(rig.server.url, rig.server.credentials, options);
    let previous = /Signature=(\w+)/.exec(headers['authorization']!)![1]!;
    const day = stamp(at).slice(0, 8);
    const key = signingKey(rig.server.credentials, day, 'us-east-1');
    const next = (kind: string, hashes: string[]) => {
      const lines = [`AWS4-HMAC-SHA256-${kind}`, stamp(at), `${day}/us-east-1/s3/aws4_request`, previous, ...hashes];
      return (previous = hmac(key, lines.join('\n')).toString('hex'));
    };
    const parts = [...chunks, ''].map((chunk) => {
      const signature = next('PAYLOAD', [sha256(''), sha256(chunk)]);
      return `${chunk.length.toString(16)};chunk-signature=${signature}\r\n${chunk}${chunk ? '\r\n' : ''}`;
    });
    const end = trailer
      ? `${trailer}\r\nx-amz-trailer-signature:${next('TRAILER', [sha256(`${signed}\n`)])}\r\n\r\n`
      : '\r\n';
    return signedCall(rig.server.url, rig.server.credentials, { ...options, body: tamper(parts.join('') + end) });
  }
  const sum = (text: string) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(text));
    return `x-amz-checksum-crc32:${bytes.toString('base64')}`;
  };

  it('may come in signed chunks with a signed trailer, and in no other order or number', async () => {
    const chunks = ['a'.repeat(9_000), 'b'.repeat(9_000), 'c'];
    const whole = chunks.join('');
    expect((await putChunked({ chunks })).status).to.equal(200);
    expect((await putChunked({ chunks, trailer: sum(whole) })).status).to.equal(200);
    expect((await rig.get('chunked')).body.toString()).to.equal(whole);
    const wrong: [options: Partial<Chunked>, code: string][] = [
      [{ tamper: (body) => body.replace('aaa', 'aba') }, 'SignatureDoesNotMatch'],
      [{ tamper: (body) => body.replace(/2328;[^]*?\r\na+\r\n/, '') }, 'SignatureDoesNotMatch'],
      [{ tamper: (body) => body.replaceAll(/;chunk-signature=\w+/g, '') }, 'SignatureDoesNotMatch'],
      [{ tamper: (body) => body.replace(/0;chunk[^]*/, '') }, 'IncompleteBody'],
      [{ tamper: (body) => `${body}x` }, 'InvalidRequest'],
      [{ tamper: (body) => body.replace('2328;', 'zz;') }, 'InvalidRequest'],
      [{ tamper: () => 'x'.repeat(10_000) }, 'InvalidRequest'],
      [{ length: 18_000 }, 'IncompleteBody'],
      [{ length: 18_002 }, 'IncompleteBody'],
      [{ trailer: sum('other') }, 'BadDigest'],
      [{ trailer: sum(whole), signed: sum('other') }, 'SignatureDoesNotMatch'],
    ];
    for (const [index, [options, code]] of wrong.entries())
      expect((await putChunked({ chunks: [...chunks], ...options })).code, String(index)).to.equal(code);
    expect(await rig.unnamedFiles()).to.deep.equal([]);
  });

  it('that ends early is never seen', async () => {
    const headers = sign(rig.server.url, rig.server.credentials, {
      method: 'PUT',
      target: '/bucket/truncated',
      payloadHash: 'UNSIGNED-PAYLOAD',
    });
    const lines = Object.entries({ ...headers, 'content-length': '100000' }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    const socket = connect(Number(new URL(rig.server.url).port), '127.0.0.1');
    socket.write(`PUT /bucket/truncated HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${'x'.repeat(50_000)}`);
    await until('the server writes it', async () => (await rig.unnamedFiles()).length === 1);
    socket.destroy();
    await until('the server has dropped it', async () => (await rig.unnamedFiles()).length === 0);
    expect((await rig.get('truncated')).code).to.equal('NoSuchKey');
  });
});
