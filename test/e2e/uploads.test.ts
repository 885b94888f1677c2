// Images that callers upload, through the whole program: usable at once, and shown small soon after.
import { expect } from 'chai';
import sharp from 'sharp';
import { connect, type Client } from '../integration/api/client.ts';
import { addTenant } from '../integration/api/harness.ts';
import { image } from '../support/images.ts';
import { startPlatform, type Platform } from '../support/platform.ts';
import { until } from '../support/until.ts';

describe('uploaded images', () => {
  let platform: Platform;
  let client: Client;
  before(async () => {
    platform = await startPlatform({ roles: ['worker', 'api'] });
  });
  after(() => platform.close());
  beforeEach(async () => {
    const { key } = await addTenant(platform);
    client = connect({ api: { address: platform.info.grpcAddress! } }, key);
  });
  afterEach(() => client.close());

  const upload = async (chunk: Buffer) => {
    const { stream, answer } = client.upload();
    stream.write({ metadata: {} });
    stream.write({ chunk });
    stream.end();
    return (await answer).media!;
  };
  const get = (mediaId: string) => client.media.GetMedia({ mediaId });
  const row = (id: string) =>
    platform.database.db.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const looked = (id: string) =>
    until('nobody is to look at it any more', async () => {
      const found = await row(id);
      return !found.thumbnails_wanted && found;
    });
  const events = (id: string) =>
    platform.database.db
      .selectFrom('events')
      .select(['type', 'data'])
      .where('tenant_id', '=', (eb) => eb.selectFrom('media').select('tenant_id').where('id', '=', id))
      .execute();

  it('get two thumbnails, which anyone can read by the addresses given', async () => {
    const { id, width } = await upload(await image({ width: 1300 }));
    expect(width).to.equal(0);
    await looked(id);
    const { media, thumbnails } = await get(id);
    expect(media).to.include({ status: 'MEDIA_STATUS_READY', width: 1300, height: 800, error: null });
    expect(thumbnails.map(({ size }) => size)).to.have.members(['THUMBNAIL_SIZE_SMALL', 'THUMBNAIL_SIZE_LARGE']);
    for (const thumbnail of thumbnails) {
      const response = await fetch(thumbnail.url);
      expect(response.headers.get('content-type')).to.equal('image/webp');
      const { format, width: wide, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
      expect({ format, width: wide, height }).to.deep.equal({
        format: 'webp',
        width: thumbnail.width,
        height: thumbnail.height,
      });
    }
    expect(await events(id)).to.deep.equal([{ type: 'media_changed', data: { mediaId: id, status: 'ready' } }]);
  });

  it('that nobody can decode stay as usable, without thumbnails', async () => {
    const jpeg = await image();
    const broken = Buffer.concat([jpeg.subarray(0, 20), Buffer.alloc(5_000, 'garbage')]);
    const { id, contentType } = await upload(broken);
    expect(contentType).to.equal('image/jpeg');
    expect(await looked(id)).to.include({ attempts: 1, status: 'ready', lease_until: null });
    const { media, url, thumbnails } = await get(id);
    expect(media).to.include({ status: 'MEDIA_STATUS_READY', width: 0, error: null });
    expect(thumbnails).to.deep.equal([]);
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(broken)).to.equal(true);
    expect(await events(id)).to.deep.equal([]);
  });

  it('that come again, or several at once, are looked at once', async () => {
    const bytes = await image({ width: 900 });
    const together = await Promise.all([upload(bytes), upload(bytes), upload(bytes)]);
    for (const { id } of together) await looked(id);
    const again = await upload(bytes);
    expect(again).to.include({ width: 900, height: 800 });
    const ids = [...together, again].map(({ id }) => id);
    const rows = await Promise.all(ids.map(row));
    expect(rows.map(({ attempts }) => attempts).toSorted((a, b) => a - b)).to.deep.equal([0, 0, 0, 1]);
    for (const id of ids) expect((await get(id)).thumbnails).to.have.length(2);
  });

  it('are the only uploads that are looked at', async () => {
    const { id } = await upload(Buffer.from('%PDF-1.7\n'));
    expect(await row(id)).to.include({ thumbnails_wanted: false, status: 'ready' });
  });
});
