// The receiver of the accept benchmark, in a process of its own. Its argument says what becomes of the items:
// `durable` (the product), `nothing` (verified and dropped), `send` (one boss.send per item).
import { createMetrics } from '../../src/platform/metrics.ts';
import { openDatabase } from '../../src/platform/db.ts';
import { createHttpClient } from '../../src/platform/http.ts';
import { createLogger } from '../../src/platform/log.ts';
import { openQueue } from '../../src/platform/queue-open.ts';
import { createSecretBox } from '../../src/platform/secrets.ts';
import { createProviders } from '../../src/providers/registry.ts';
import { createDurableItems, type DurableItems, type StoredItem } from '../../src/receiver/durable.ts';
import { startReceiver } from '../../src/receiver/server.ts';
import { openSpool } from '../../src/receiver/spool.ts';
import { openChannelDirectory } from '../../src/store/channel-directory.ts';

const mode = process.argv[2];
const { DATABASE_URL: url = '', MASTER_KEY: masterKey = '', DATA_DIR: dir = '' } = process.env;
const log = createLogger('warn');
const { db, pool } = openDatabase({ url, poolSize: 8, onError: () => undefined });
const queue = await openQueue({ url, pool, log, worker: false });
const channels = await openChannelDirectory(db, createSecretBox(masterKey), () => undefined);
const providers = createProviders({
  http: createHttpClient(),
  publicUrl: () => 'http://127.0.0.1',
  metaGraphUrl: '',
  metaGraphVersion: 'v25.0',
  twilioApiUrl: undefined,
  sendTimeoutMs: 1_000,
});
const context = {
  channels,
  providers,
  metrics: createMetrics(),
  log,
  publicUrl: () => 'http://127.0.0.1',
  isReady: async () => true,
};
const receiver = await startReceiver({ ...context, durable: await durableItems() }, '127.0.0.1', 0);
process.send?.(receiver.port);

async function durableItems(): Promise<DurableItems> {
  if (mode === 'durable') return createDurableItems(queue, await openSpool<StoredItem>(dir, 2 ** 30), log);
  const stop = async () => undefined;
  if (mode === 'nothing') return { store: stop, stop };
  const store = async (items: readonly StoredItem[]) => {
    for (const { jobId, item } of items) await queue.boss.send('identity', item, { id: jobId });
  };
  return { store, stop };
}
