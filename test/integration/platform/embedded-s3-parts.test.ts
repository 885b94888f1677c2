// Multipart uploads: nothing is seen before they are completed, and only of the parts that were sent.
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { CreateMultipartUploadCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { startS3Rig, type S3Rig } from './s3-rig.ts';

const MB = 1024 * 1024;

describe('an upload in parts to the embedded S3 server', () => {
  let rig: S3Rig;
  before(async () => void (rig = await startS3Rig()));
  after(() => rig.close());

  const part = (key: string, id: string, number: number | string, body: Buffer | string) =>
    rig.call({ method: 'PUT', target: `/bucket/${key}?partNumber=${number}&uploadId=${id}`, body });
  const complete = (key: string, id: string, parts: [number, string][], headers = {}) => {
    const xml = parts.map(([n, etag]) => `<Part><PartNumber>${n}</PartNumber><ETag>${etag}</ETag></Part>`).join('');
    const body = `<CompleteMultipartUpload>${xml}</CompleteMultipartUpload>`;
    return rig.call({ method: 'POST', target: `/bucket/${key}?uploadId=${id}`, body, headers });
  };
  async function begin(key: string): Promise<string> {
    const { UploadId } = await rig.sdk.send(
      new CreateMultipartUploadCommand({ Bucket: 'bucket', Key: key, ContentType: 'video/mp4' }),
    );
    return UploadId!;
  }
  const etagOf = (reply: { headers: { [name: string]: unknown } }) => reply.headers['etag'] as string;

  it('is an object only once it is completed, and no upload any more after that', async () => {
    const id = await begin('parts');
    const [first, second] = [randomBytes(5 * MB), randomBytes(77)];
    const one = etagOf(await part('parts', id, 1, randomBytes(5 * MB)));
    const again = etagOf(await part('parts', id, 1, first));
    const two = etagOf(await part('parts', id, 2, second));
    expect((await rig.get('parts')).code).to.equal('NoSuchKey');
    expect(
      (
        await complete('parts', id, [
          [1, one],
          [2, two],
        ])
      ).code,
    ).to.equal('InvalidPart');
    const done = await complete('parts', id, [
      [1, again],
      [2, two.replaceAll('"', '&quot;')],
    ]);
    expect(done.status).to.equal(200);
    const { body, headers } = await rig.get('parts');
    expect(body.equals(Buffer.concat([first, second]))).to.equal(true);
    expect(headers).to.include({ 'content-type': 'video/mp4' });
    expect(headers['etag']).to.match(/^"[0-9a-f]{32}-2"$/);
    expect((await part('parts', id, 3, 'x')).code).to.equal('NoSuchUpload');
    expect(await readdir(path.join(rig.dir, 'uploads'))).to.deep.equal([]);
  });

  it('must be made of parts that are there, in order and large enough', async () => {
    const id = await begin('strict');
    const small = etagOf(await part('strict', id, 1, 'small'));
    const other = etagOf(await part('strict', id, 2, 'other'));
    const wrong: [parts: [number, string][], code: string][] = [
      [
        [
          [1, small],
          [2, other],
        ],
        'EntityTooSmall',
      ],
      [
        [
          [2, other],
          [1, small],
        ],
        'InvalidPartOrder',
      ],
      [
        [
          [1, small],
          [1, small],
        ],
        'InvalidPartOrder',
      ],
      [[[3, small]], 'InvalidPart'],
      [[[1, other]], 'InvalidPart'],
      [[], 'MalformedXML'],
    ];
    for (const [parts, code] of wrong) expect((await complete('strict', id, parts)).code).to.equal(code);
    const target = `/bucket/strict?uploadId=${id}`;
    for (const body of ['', '{}', '<CompleteMultipartUpload><Part></Part></CompleteMultipartUpload>'])
      expect((await rig.call({ method: 'POST', target, body })).code, body).to.equal('MalformedXML');
    for (const number of ['0', '10001', '-1', 'x'])
      expect((await part('strict', id, number, 'x')).code, number).to.equal('InvalidArgument');
    expect((await complete('strict', id, [[2, other]])).status).to.equal(200);
  });

  it('belongs to its key, and is gone once it is given up', async () => {
    const id = await begin('given-up');
    await part('given-up', id, 1, 'x');
    expect((await part('another', id, 1, 'x')).code).to.equal('NoSuchUpload');
    for (const wrong of ['..', '', 'f'.repeat(32)])
      expect((await part('given-up', wrong, 1, 'x')).status, wrong).to.equal(404);
    const abort = () => rig.call({ method: 'DELETE', target: `/bucket/given-up?uploadId=${id}` });
    expect((await abort()).status).to.equal(204);
    expect((await abort()).code).to.equal('NoSuchUpload');
    expect((await rig.get('given-up')).code).to.equal('NoSuchKey');
  });
});
