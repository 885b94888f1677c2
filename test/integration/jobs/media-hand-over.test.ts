// Workers stop and die while they fetch: another takes over, and nothing is done twice or lost.
import { expect } from 'chai';
import { until } from '../../support/until.ts';
import { startMediaRig, type MediaRig } from './media-rig.ts';

describe('files in hand', function handed() {
  this.timeout(40_000);
  let rig: MediaRig;
  beforeEach(async () => {
    rig = await startMediaRig();
  });
  afterEach(() => rig.close());

  const pdf = { bytes: Buffer.from('%PDF-1.7\n'), contentType: 'application/pdf' };
  const inHand = (id: string) => until('it is in hand', async () => (await rig.row(id)).lease_until !== null);
  const stall = (times: number) => rig.sandbox.faults.add({ kind: 'stalled' }, { operation: 'download', times });

  it('are taken over from a worker that died, once its lease has run out', async () => {
    await rig.startWorker({ sendTimeoutMs: 60_000 });
    stall(1);
    const id = await rig.receive(pdf);
    await inHand(id);
    // For a worker whose clock is a minute ahead, nobody has renewed the lease.
    const ahead = { now: () => new Date(Date.now() + 60_000) };
    await rig.startWorker({ clock: ahead });
    // Every two seconds upkeep says that it is due, to whichever of the two; only the second finds it so.
    expect((await rig.settled(id, 30_000)).status).to.equal('ready');
    expect(await rig.row(id)).to.include({ attempts: 2, error_code: null });
    await until('the first worker has noticed', () => rig.logLines.some((line) => line.includes('taken over')));
    expect(await rig.row(id), 'and wrote nothing more').to.include({ attempts: 2, error_code: null });
  });

  it('keep their lease for as long as their worker lives', async () => {
    await rig.startWorker({ sendTimeoutMs: 60_000 });
    stall(1);
    const id = await rig.receive(pdf);
    await inHand(id);
    const first = (await rig.row(id)).lease_until!;
    await until('it is renewed', async () => (await rig.row(id)).lease_until! > first);
  });

  it('are ended by a worker that stops, if they are quick', async () => {
    const worker = await rig.startWorker();
    rig.sandbox.faults.add({ kind: 'slow', ms: 1_000 }, { operation: 'download', times: 1 });
    const id = await rig.receive(pdf);
    await inHand(id);
    await worker.stop();
    expect((await rig.media(id)).status).to.equal('ready');
  });

  it('are handed over by a worker that stops, if they take long', async () => {
    const worker = await rig.startWorker({ sendTimeoutMs: 60_000 });
    stall(1);
    const id = await rig.receive(pdf);
    await inHand(id);
    await worker.stop();
    expect(await rig.row(id)).to.include({ lease_until: null, error_code: null });
    expect((await rig.media(id)).status).to.equal('pending');
    await rig.startWorker();
    expect((await rig.settled(id, 3_000)).status).to.equal('ready');
  });
});
