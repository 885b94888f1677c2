// Stored images that want thumbnails, when the store or what lies in it is in trouble.
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { saveFile } from '../../../src/store/media.ts';
import { image } from '../../support/images.ts';
import { until } from '../../support/until.ts';
import { sha256Of, startMediaRig, type MediaRig } from './media-rig.ts';

describe('stored images', function stored() {
  this.timeout(40_000);
  let rig: MediaRig;
  before(async () => {
    rig = await startMediaRig();
    await rig.startWorker();
  });
  after(() => rig.close());

  /** As an upload leaves it, with the object in the store. */
  const file = async (width: number) => {
    const bytes = await image({ width });
    const objectKey = `${rig.tenantId}/${newId()}`;
    await rig.objects.put(objectKey, bytes, 'image/jpeg');
    const about = { sha256: sha256Of(bytes), size: bytes.length, contentType: 'image/jpeg', objectKey };
    const unseen = { width: null, height: null, thumbnails: [] };
    const { db } = rig.database;
    return db
      .transaction()
      .execute((trx) => saveFile(trx, { id: newId(), tenantId: rig.tenantId, ...about, ...unseen }));
  };
  const want = (fileId: string) => rig.insert({ origin: 'upload', kind: 'image', fileId, wantsThumbnails: true });
  const row = (id: string) =>
    rig.database.db.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const looked = (id: string) =>
    until('nobody is to look at it any more', async () => !(await row(id)).thumbnails_wanted, 15_000);

  it('wait for their thumbnails while the store is down, ready and without an error', async () => {
    const { id: fileId, objectKey } = await file(640);
    await rig.objects.goAway();
    const id = await want(fileId);
    await until('it is postponed', async () => {
      const { attempts, lease_until: lease } = await row(id);
      return attempts > 0 && lease === null;
    });
    expect(await rig.media(id)).to.include({ status: 'ready', errorCode: null, errorText: null });
    expect((await row(id)).thumbnails_wanted).to.equal(true);
    await rig.objects.comeBack();
    await looked(id);
    const { file: seen } = await rig.media(id);
    expect(seen).to.include({ width: 640, height: 800 });
    const keys = seen!.thumbnails.map(({ key }) => key);
    expect(keys).to.have.members([`${objectKey}-small`, `${objectKey}-large`]);
  });

  it('whose object is gone are given up at once', async () => {
    const { id: fileId, objectKey } = await file(641);
    await rig.objects.remove(objectKey);
    const id = await want(fileId);
    await looked(id);
    expect(await row(id)).to.include({ attempts: 1, status: 'ready', error_code: null, lease_until: null });
  });
});
