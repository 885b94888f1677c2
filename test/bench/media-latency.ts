// Reply latency of text while the worker is busy with files, against idle, in turns on the same platform: photos are fetched,
// stored and made small as fast as the worker can.
import { newId } from '../../src/domain/ids.ts';
import { photo } from '../support/images.ts';
import { metaVia } from '../support/platform.ts';
import { machineFacts, percentile } from './machine.ts';
import { createPoster, metaWebhook, startRig } from './rig.ts';

const count = Number(process.env['BENCH_COUNT'] ?? 80);
const rounds = 3;
const photosAhead = 6;
const rig = await startRig(['receiver,worker'], {
  delays: { acceptMs: 20, sentMs: null, deliveredMs: null, readMs: null },
});
const poster = createPoster(rig.receiverUrl, 1);
const jpeg = await photo(2_000, 1_500);
let stored = 0;

/** Keeps some photos waiting until it is stopped, each of them like no other. */
function keepBusy(): () => Promise<void> {
  let busy = true;
  const person = async (n: number) => {
    const phone = rig.sandbox.phone(`+2783100${1000 + n}`, { bsuid: null });
    while (busy) {
      const file = { bytes: Buffer.concat([jpeg, Buffer.from(newId())]), contentType: 'image/jpeg' };
      const { externalId } = await phone.send({ via: metaVia, file });
      for (let isReady = false; !isReady;) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        const { rows } = await rig.database.pool.query(
          `select from message_keys k join media d on d.message_id = k.message_id where k.external_id = $1 and d.status <> 'pending'`,
          [externalId],
        );
        isReady = rows.length > 0;
      }
      stored += 1;
    }
  };
  const people = Promise.all(Array.from({ length: photosAhead }, (_, n) => person(n)));
  return async () => {
    busy = false;
    await people;
  };
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
let [busyMs, busyStored] = [0, 0];
for (let round = 0; round < rounds; round++) {
  await measure(idle);
  const stop = keepBusy();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const [begun, before] = [performance.now(), stored];
  await measure(busy);
  busyMs += performance.now() - begun;
  busyStored += stored - before;
  await stop();
}
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
  `  webhook sent → provider called, ${count * rounds} texts each way, in turns; ${((busyStored * 1_000) / busyMs).toFixed(1)} photos of 3 megapixels a second beside the busy ones`,
);
console.log(
  `  p50 idle ${idleP50.toFixed(1)} ms, busy ${busyP50.toFixed(1)} ms: ${(busyP50 / idleP50).toFixed(2)} (goal ≤ 1.2); p99 ${idleP99.toFixed(1)} and ${busyP99.toFixed(1)} ms`,
);
await poster.close();
await rig.stop();
