// Reply latency of text while the worker fetches, stores and shrinks photos at a steady rate, against idle, in turns on the
// same platform. The photos are of the size that WhatsApp makes of them; provider and storage are played by this process.
import { newId } from '../../src/domain/ids.ts';
import { everydayPhoto } from '../support/images.ts';
import { metaVia } from '../support/platform.ts';
import { until } from '../support/until.ts';
import { machineFacts, percentile } from './machine.ts';
import { createPoster, metaWebhook, startRig } from './rig.ts';

const count = Number(process.env['BENCH_COUNT'] ?? 80);
const rounds = 3;
const photosPerSecond = Number(process.env['BENCH_RATE'] ?? 4);
const rig = await startRig(['receiver,worker'], {
  delays: { acceptMs: 20, sentMs: null, deliveredMs: null, readMs: null },
});
const poster = createPoster(rig.receiverUrl, 1);
const jpeg = await everydayPhoto();

/** Photos come in, each of them like no other, until it is stopped. */
function keepBusy(): () => Promise<void> {
  const sending = new Set<Promise<unknown>>();
  let n = 0;
  const timer = setInterval(() => {
    const phone = rig.sandbox.phone(`+2783100${1000 + (n++ % 50)}`, { bsuid: null });
    const file = { bytes: Buffer.concat([jpeg, Buffer.from(newId())]), contentType: 'image/jpeg' };
    sending.add(phone.send({ via: metaVia, file }));
  }, 1_000 / photosPerSecond);
  return async () => {
    clearInterval(timer);
    await Promise.all(sending);
  };
}

async function countPhotos(): Promise<{ ready: number; pending: number }> {
  const { rows } = await rig.database.pool.query<{ ready: number; pending: number }>(`
    select count(*) filter (where status = 'ready')::int as ready, count(*) filter (where status = 'pending')::int as pending from media`);
  return rows[0]!;
}

let texts = 0;
async function latency(): Promise<number> {
  texts += 1;
  const text = `text ${texts}`;
  const called = new Promise<number>((resolve) => {
    const stop = rig.sandbox.accepted.onAccepted((message) => {
      if (message.body !== `[Echo] ${text}`) return;
      stop();
      resolve(performance.now());
    });
  });
  const begun = performance.now();
  await poster.post(metaWebhook(`2782${String(1_000_000 + (texts % 100))}`, text));
  return (await called) - begun;
}

async function measure(into: number[]): Promise<void> {
  for (let n = 0; n < count; n++) {
    into.push(await latency());
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 20));
  }
}

const [idle, busy]: [number[], number[]] = [[], []];
await measure([]); // Warm.
let behind = 0;
for (let round = 0; round < rounds; round++) {
  await measure(idle);
  const stop = keepBusy();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await measure(busy);
  behind = Math.max(behind, (await countPhotos()).pending);
  await stop();
  await until('all photos are stored', async () => (await countPhotos()).pending === 0, 60_000);
}
const { ready } = await countPhotos();
const [idleP50, busyP50] = [idle, busy].map((each) =>
  percentile(
    each.toSorted((a, b) => a - b),
    50,
  ),
) as [number, number];
const [idleP99, busyP99] = [idle, busy].map((each) =>
  percentile(
    each.toSorted((a, b) => a - b),
    99,
  ),
) as [number, number];
console.log(`media-latency: ${machineFacts()}`);
console.log(
  `  webhook sent → provider called, ${count * rounds} texts each way, in turns; beside the busy ones ${photosPerSecond} photos of 2 megapixels (${Math.round(jpeg.length / 1024)} kB) a second: ${ready} stored, ${behind} at most waiting`,
);
console.log(
  `  p50 idle ${idleP50.toFixed(1)} ms, busy ${busyP50.toFixed(1)} ms: ${(busyP50 / idleP50).toFixed(2)} (goal ≤ 1.2); p99 ${idleP99.toFixed(1)} and ${busyP99.toFixed(1)} ms`,
);
await poster.close();
await rig.stop();
