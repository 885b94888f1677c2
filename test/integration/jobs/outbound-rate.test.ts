// How fast a number sends: one rate over all workers, replies before bulk, slower when the provider says so.
import { expect } from 'chai';
import { demoMeta, demoTwilio } from '../../../src/sandbox/demo.ts';
import { watchLateness, type Lateness } from '../../support/lateness.ts';
import { anyTime, startPlatform, type Platform } from '../../support/platform.ts';
import { makePeople, mostInASecond, queueTo, text, type Person } from '../../support/sending.ts';
import { until } from '../../support/until.ts';

describe('the rate of a number', function rates() {
  this.timeout(60_000);
  let platform: Platform;
  let second: Platform;
  before(async () => {
    platform = await startPlatform({ overrides: { sandbox: anyTime } });
    second = await startPlatform({
      databaseUrl: platform.databaseUrl,
      roles: ['worker'],
      env: {
        SANDBOX: 'false',
        PUBLIC_URL: platform.info.receiverUrl,
        S3_ENDPOINT: platform.info.objectsUrl, // No file is sent here.
        S3_ACCESS_KEY_ID: 'none',
        S3_SECRET_ACCESS_KEY: 'none',
      },
    });
  });
  after(async () => {
    await second.close();
    await platform.close();
  });
  let lateness: Lateness;
  afterEach(() => lateness.stop());
  beforeEach(async () => {
    lateness = watchLateness();
    platform.sandbox.faults.clear();
    platform.sandbox.accepted.clear();
    await platform.database.pool.query('delete from channel_paces');
  });

  const channelOf = (address: string) => {
    const found = ['meta', 'twilio'].flatMap((provider) => [...platform.channels.enabledOf(provider as 'meta')]);
    return found.find((channel) => channel.address === address)!;
  };
  const meta = () => channelOf(demoMeta.phoneNumberId);
  async function setRate(rate: number): Promise<void> {
    await platform.database.pool.query('update channels set rate_per_second = $1', [rate]);
    await Promise.all([platform.channels.refresh(), second.channels.refresh()]);
  }
  const into = () => ({ db: platform.database.db, queue: platform.queue });
  const people = (count: number, windowMs?: number): Promise<Person[]> =>
    makePeople(platform.database.db, meta(), count, windowMs);
  const accepted = (prefix: string) => platform.sandbox.accepted.list(({ body }) => body.startsWith(prefix));
  const allAccepted = (prefix: string, count: number, timeoutMs = 20_000) =>
    until(`${count} × ${prefix}`, () => accepted(prefix).length >= count && accepted(prefix), timeoutMs);
  const pace = async () =>
    (
      await platform.database.db.selectFrom('channel_paces').selectAll().where('channel_id', '=', meta().id).execute()
    )[0];

  for (const bulk of [false, true]) {
    it(`is never exceeded by two workers, whether ${bulk ? 'bulk' : 'replies'}, and nothing is lost or sent twice`, async () => {
      await setRate(40);
      await queueTo(into(), await people(150), text('paced'), { bulk });
      const sent = await allAccepted('paced', 150);
      expect(mostInASecond(sent)).to.be.at.most(lateness.mostAt(40));
      expect(new Set(sent.map(({ body }) => body)).size).to.equal(150);
      expect(sent).to.have.length(150);
      const took = sent.at(-1)!.at - sent[0]!.at;
      expect(took, 'and no slower than it must be').to.be.within((150 / 40) * 950, 7_500);
    });
  }

  it('is shared by replies before bulk: a reply waits a moment only, and bulk goes on', async () => {
    await setRate(40);
    await queueTo(into(), await people(200), text('bulk'), { bulk: true });
    await allAccepted('bulk', 20);
    const waits: number[] = [];
    for (const person of await people(10)) {
      const before = Date.now();
      await queueTo(into(), [person], () => ({ kind: 'text', text: `reply ${person.number}` }));
      const reply = await until('the reply', () => accepted(`reply ${person.number}`)[0]);
      waits.push(reply.at - before);
    }
    const sorted = waits.toSorted((a, b) => a - b);
    expect(accepted('bulk').length, 'bulk still waits').to.be.lessThan(200);
    // Behind the bulk it would be more than four seconds.
    expect(sorted[5], `waits of replies: ${sorted.join(' ')}`).to.be.lessThan(1_000);
    const all = await allAccepted('bulk', 200);
    expect(new Set(all.map(({ body }) => body)).size).to.equal(200);
    expect(mostInASecond(platform.sandbox.accepted.list())).to.be.at.most(lateness.mostAt(40));
  });

  it('is halved when the provider says "too fast", and nothing is lost', async () => {
    await setRate(40);
    platform.sandbox.faults.add({ kind: 'error', code: 130429 }, { from: demoMeta.phoneNumberId, times: 3 });
    await queueTo(into(), await people(60), text('slower'));
    const sent = await allAccepted('slower', 60);
    expect(new Set(sent.map(({ body }) => body)).size).to.equal(60);
    const { slowed_to: slowedTo } = (await pace())!;
    expect(slowedTo, 'three refusals at once are one').to.equal(20);
    expect(mostInASecond(sent.filter(({ at }) => at > sent[0]!.at + 1_500))).to.be.at.most(24);
  });

  it('stands still as long as Retry-After says, for this number alone', async () => {
    await setRate(40);
    platform.sandbox.faults.add({ kind: 'rate_limited', retryAfterSeconds: 3 }, { provider: 'meta', times: 1 });
    const [first, ...others] = await people(6);
    await queueTo(into(), [first!], text('refused'));
    await until('the refusal is recorded', async () => Boolean((await pace())?.slowed_at));
    const { next_at: nextAt } = (await pace())!;
    expect(nextAt.getTime() - Date.now()).to.be.within(1_500, 3_100);
    await queueTo(into(), others, text('behind'));
    const elsewhere = await makePeople(platform.database.db, channelOf(demoTwilio.phone), 1);
    await queueTo(into(), elsewhere, text('elsewhere'));
    const [free] = await allAccepted('elsewhere', 1);
    expect(free!.at).to.be.lessThan(nextAt.getTime());
    const waited = [...(await allAccepted('behind', 5)), ...(await allAccepted('refused', 1))];
    for (const { at } of waited) expect(at).to.be.at.least(nextAt.getTime() - 5);
  });

  it('to one person is 45 at once and then one every six seconds: the rest wait and do not fail', async () => {
    await setRate(200);
    const [person] = await people(1);
    await queueTo(
      into(),
      Array.from({ length: 47 }, () => person!),
      text('pair'),
    );
    const sent = await allAccepted('pair', 47, 30_000);
    expect(sent.map(({ body }) => body)).to.deep.equal(Array.from({ length: 47 }, (_, n) => `pair ${n}`));
    expect(sent[44]!.at - sent[0]!.at, 'the burst').to.be.lessThan(5_500);
    expect(sent[45]!.at - sent[0]!.at).to.be.within(5_900, 9_000);
    expect(sent[46]!.at - sent[0]!.at).to.be.within(11_900, 15_000);
  });

  it('is told by the metrics', async () => {
    await setRate(40);
    const channel = meta().id;
    await queueTo(into(), await people(1), text('measured'));
    await allAccepted('measured', 1);
    const metrics = await (await fetch(platform.info.metricsUrl!)).text();
    expect(metrics).to.include(`whatsapp_rate_limit{channel="${channel}"} 40`);
    expect(metrics).to.match(new RegExp(`whatsapp_rate_limit_remaining\\{channel="${channel}"\\} (39|40)`));
    const elsewhere = await (await fetch(second.info.metricsUrl!)).text();
    expect(metrics + elsewhere).to.match(/switchboard_sends_postponed_total\{reason="pair"\} [1-9]/);
    expect(metrics).to.match(
      /switchboard_channel_info\{channel="[^"]+",tenant="demo",name="demo-meta",provider="meta"\} 1/,
    );
  });
});
