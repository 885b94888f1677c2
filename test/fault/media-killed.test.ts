// A worker is killed while it fetches files, for real: another fetches them all, each of them once.
import { expect } from 'chai';
import { startCluster, type Cluster } from '../support/cluster.ts';
import { image } from '../support/images.ts';
import { metaVia } from '../support/platform.ts';
import { until } from '../support/until.ts';

describe('when a worker is killed while it fetches files', function killed() {
  this.timeout(120_000);
  let cluster: Cluster;
  before(async () => {
    cluster = await startCluster({});
  });
  after(() => cluster.stop());

  it('another takes them over once their leases have run out', async () => {
    await cluster.start('receiver');
    const worker = await cluster.start('worker');
    cluster.sandbox.faults.add({ kind: 'stalled' }, { operation: 'download', times: 4 });
    const phones = Array.from({ length: 12 }, (_, n) => cluster.sandbox.phone(`+2784000${1000 + n}`, { bsuid: null }));
    for (const [n, phone] of phones.entries()) {
      const bytes = await image({ width: 300 + n, height: 200 });
      await phone.send({ via: metaVia, file: { bytes, contentType: 'image/jpeg' } });
    }
    const rows = () => cluster.database.db.selectFrom('media').selectAll().execute();
    await until('files are on their way', () => cluster.sandbox.calls['meta:fault:stalled'] === 4);
    await worker.end('SIGKILL');
    await cluster.start('worker');
    const ended = await until(
      'all are stored',
      async () => {
        const all = await rows();
        return all.length === 12 && all.every(({ status }) => status !== 'pending') && all;
      },
      60_000,
    );
    expect(ended.map(({ status }) => status)).to.deep.equal(ended.map(() => 'ready'));
    expect(ended.filter(({ attempts }) => attempts === 2)).to.have.length(4);
    expect(new Set(ended.map(({ file_id }) => file_id)).size).to.equal(12);
    const { rows: events } = await cluster.database.pool.query(`select from events where type = 'media_changed'`);
    expect(events, 'each is told once').to.have.length(12);
  });
});
