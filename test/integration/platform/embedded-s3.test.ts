// The embedded server's own strictness: what it keeps, what it refuses, and in which words.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { startEmbeddedS3 } from '../../../src/platform/embedded-s3/server.ts';
import { startS3Rig, type S3Rig } from './s3-rig.ts';
import { sign, signedCall, type Call } from './signed-request.ts';

describe('the embedded S3 server', () => {
  let rig: S3Rig;
  before(async () => void (rig = await startS3Rig()));
  after(() => rig.close());

  describe('an object', () => {
    it('keeps its headers, is read in ranges, and says when there is nothing new', async () => {
      await rig.put('ranged', '0123456789', {
        'content-type': 'text/plain',
        'x-amz-meta-colour': 'green',
        'cache-control': 'no-store',
      });
      const whole = await rig.get('ranged');
      expect(whole.headers).to.include({
        'content-type': 'text/plain',
        'x-amz-meta-colour': 'green',
        'cache-control': 'no-store',
        etag: `"${createHash('md5').update('0123456789').digest('hex')}"`,
      });
      const ranges: [range: string, status: number, body: string][] = [
        ['bytes=0-3', 206, '0123'],
        ['bytes=7-', 206, '789'],
        ['bytes=-2', 206, '89'],
        ['bytes=8-99', 206, '89'],
        ['bytes=-99', 206, '0123456789'],
        ['bytes=3-2', 200, '0123456789'],
        ['lines=1-2', 200, '0123456789'],
      ];
      for (const [range, status, body] of ranges) {
        const reply = await rig.get('ranged', { range });
        expect([reply.status, reply.body.toString()], range).to.deep.equal([status, body]);
      }
      expect((await rig.get('ranged', { range: 'bytes=2-4' })).headers['content-range']).to.equal('bytes 2-4/10');
      for (const range of ['bytes=10-', 'bytes=-0'])
        expect((await rig.get('ranged', { range })).code, range).to.equal('InvalidRange');
      expect((await rig.get('ranged', { 'if-none-match': whole.headers['etag'] as string })).status).to.equal(304);
      const head = await rig.call({ method: 'HEAD', target: '/bucket/ranged' });
      expect([head.status, head.headers['content-length'], head.body.length]).to.deep.equal([200, '10', 0]);
      expect((await rig.call({ method: 'HEAD', target: '/bucket/none' })).status).to.equal(404);
    });

    it('is made once, however many try, when it may only be made where there is none', async () => {
      const attempts = Array.from({ length: 10 }, (_, n) => rig.put('once', `by ${n}`, { 'if-none-match': '*' }));
      const replies = await Promise.all(attempts);
      expect(replies.filter(({ status }) => status === 200)).to.have.length(1);
      expect(replies.filter(({ code }) => code === 'PreconditionFailed')).to.have.length(9);
      const winner = replies.findIndex(({ status }) => status === 200);
      expect((await rig.get('once')).body.toString()).to.equal(`by ${winner}`);
      expect((await rig.put('once', 'x', { 'if-none-match': '"etag"' })).code).to.equal('NotImplemented');
      expect(await rig.unnamedFiles()).to.deep.equal([]);
    });

    it('stays in its bucket, whatever its key is', async () => {
      const keys = [
        '../../escaped',
        '..%2f..%2fescaped',
        '%2e%2e/%2e%2e/escaped',
        '/etc/passwd',
        '%00',
        '%E2%80%AE',
        'x%2f',
        'long'.repeat(256),
      ];
      for (const key of keys) {
        // What is signed is encoded again from what it stands for.
        const canonical = encodeURIComponent(decodeURIComponent(key)).replaceAll('%2F', '/');
        const headers = sign(rig.server.url, rig.server.credentials, {
          method: 'PUT',
          target: `/bucket/${canonical}`,
          body: key,
        });
        const reply = await rig.call({ method: 'PUT', target: `/bucket/${key}`, body: key, alter: () => headers });
        expect(reply.status, key).to.equal(200);
      }
      expect((await rig.put('x'.repeat(1_025), 'x')).code).to.equal('KeyTooLongError');
      expect((await readdir(rig.dir)).toSorted()).to.deep.equal(['buckets', 'credentials.json', 'tmp', 'uploads']);
      expect(await readdir(path.join(rig.dir, 'buckets'))).to.deep.equal(['bucket']);
      const names = await readdir(path.join(rig.dir, 'buckets', 'bucket'));
      expect(names.filter((name) => !/^[0-9a-f]{64}$/.test(name))).to.deep.equal([]);
    });

    it('is deleted once and for all', async () => {
      await rig.put('deleted', 'x');
      expect((await rig.call({ method: 'DELETE', target: '/bucket/deleted' })).status).to.equal(204);
      expect((await rig.call({ method: 'DELETE', target: '/bucket/deleted' })).status).to.equal(204);
      expect((await rig.get('deleted')).code).to.equal('NoSuchKey');
    });
  });

  describe('a bucket', () => {
    it('has a name that is one, and is made once', async () => {
      for (const name of ['..', 'a', 'Bucket', 'b_b', '-ab', 'a..b', '127.0.0.1', 'x'.repeat(64)])
        expect((await rig.call({ method: 'PUT', target: `/${name}` })).code, name).to.equal('InvalidBucketName');
      expect((await rig.call({ method: 'PUT', target: '/bucket' })).code).to.equal('BucketAlreadyOwnedByYou');
      expect((await rig.call({ method: 'HEAD', target: '/bucket' })).status).to.equal(200);
      expect((await rig.call({ method: 'HEAD', target: '/missing' })).status).to.equal(404);
      expect((await rig.call({ method: 'PUT', target: '/missing/key', body: 'x' })).code).to.equal('NoSuchBucket');
    });

    it('lists what it holds, by prefix, by folder and page by page, in the order of bytes', async () => {
      await rig.call({ method: 'PUT', target: '/listed' });
      const keys = ['a/1', 'a/2', 'a/b/3', 'B', 'b', 'c&<>"\u0007', 'é', '\u{1F642}', '\uFFFD'];
      for (const key of keys)
        await rig.call({
          method: 'PUT',
          target: `/listed/${encodeURIComponent(key).replaceAll('%2F', '/')}`,
          body: key,
        });
      const list = (input: object) => rig.sdk.send(new ListObjectsV2Command({ Bucket: 'listed', ...input }));
      const inOrder = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const paged: string[] = [];
      let token: string | undefined;
      do {
        const page = await list({ MaxKeys: 2, ContinuationToken: token, EncodingType: 'url' });
        expect(page.Contents!.length).to.be.lessThanOrEqual(2);
        paged.push(...page.Contents!.map(({ Key }) => decodeURIComponent(Key!)));
        token = page.NextContinuationToken;
      } while (token !== undefined);
      expect(paged).to.deep.equal(inOrder);
      const { Contents } = await list({ Prefix: 'a/' });
      expect(Contents!.map(({ Key, Size }) => [Key, Size])).to.deep.equal([
        ['a/1', 3],
        ['a/2', 3],
        ['a/b/3', 5],
      ]);
      const folders = await list({ Prefix: 'a/', Delimiter: '/' });
      expect(folders.CommonPrefixes).to.deep.equal([{ Prefix: 'a/b/' }]);
      expect(folders.Contents!.map(({ Key }) => Key)).to.deep.equal(['a/1', 'a/2']);
      expect((await list({ StartAfter: 'b', Prefix: 'c' })).KeyCount).to.equal(1);
      expect((await list({ Prefix: 'none' })).KeyCount).to.equal(0);
    });
  });

  it('refuses what it does not do instead of doing something else', async () => {
    const calls: Call[] = [
      { method: 'GET', target: '/' },
      { method: 'GET', target: '/bucket' },
      { method: 'GET', target: '/bucket/right?acl' },
      { method: 'PUT', target: '/bucket/right?tagging', body: 'x' },
      { method: 'PUT', target: '/bucket/copy', headers: { 'x-amz-copy-source': '/bucket/right' } },
      { method: 'PUT', target: '/bucket/sse', headers: { 'x-amz-server-side-encryption': 'AES256' } },
      { method: 'DELETE', target: '/bucket/right?versionId=1' },
    ];
    for (const each of calls) expect((await rig.call(each)).code, each.target).to.equal('NotImplemented');
    expect((await rig.call({ method: 'PATCH', target: '/bucket/right' })).code).to.equal('MethodNotAllowed');
    expect((await rig.get('right')).code).to.equal('NoSuchKey');
  });

  it('says no more of a request that it cannot read than that', async () => {
    for (const target of ['/bucket/%', '/bucket/%ff', '/bucket/x?%zz'])
      expect((await rig.call({ method: 'GET', target })).code, target).to.equal('InvalidURI');
    const target = '/bucket/right?response-content-type=a%0D%0Aset-cookie%3A%20x';
    expect((await rig.call({ method: 'GET', target })).code).to.equal('InvalidArgument');
  });

  describe('a data directory', () => {
    it('keeps its keys where only their owner reads them, is cleared of what was left, and may be shared', async () => {
      const file = path.join(rig.dir, 'credentials.json');
      expect((await stat(file)).mode & 0o777).to.equal(0o600);
      expect(JSON.parse(await readFile(file, 'utf8'))).to.deep.equal(rig.server.credentials);
      await rig.put('shared', 'body');
      const [old, recent] = ['old', 'recent'].map((name) => path.join(rig.dir, 'tmp', name));
      for (const each of [old!, recent!]) await writeFile(each, 'left');
      await utimes(old!, new Date(0), new Date(0));
      await symlink('/nonexistent', path.join(rig.dir, 'tmp', 'broken'));
      const second = await startEmbeddedS3({ dir: rig.dir, port: 0 });
      expect(second.credentials).to.deep.equal(rig.server.credentials);
      expect((await rig.unnamedFiles()).toSorted()).to.deep.equal(['broken', 'recent']);
      const seen = await signedCall(second.url, second.credentials, { method: 'GET', target: '/bucket/shared' });
      expect(seen.body.toString()).to.equal('body');
      await second.close();
    });
  });
});
