// History: the first page and a page 1,000 pages deep, over gRPC, with ten thousand and with five million messages stored.
// Goal: all four within 1.5 times of each other.
import { credentials, loadPackageDefinition, Metadata, type Client } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import path from 'node:path';
import pg from 'pg';
import { deterministicId } from '../../src/domain/ids.ts';
import { startCluster, type Cluster } from '../support/cluster.ts';
import { machineFacts, median } from './machine.ts';
import { printStatements, profiled, startProfiling } from './rig.ts';

const large = Number(process.env['BENCH_MESSAGES'] ?? 5_000_000);
const perConversation = 10_500;
const pageSize = 10; // Page 1,000 is then near the end of a conversation, with more behind it.
const samples = 400;

interface Page {
  messages: { id: string }[];
  next_page_token: string;
}

const cluster = await startCluster({ postgresSettings: profiled });
await startProfiling(cluster);
await cluster.start('api');
const conversationId = await prepare(cluster);
const query = await connect(cluster);

await fill(cluster, 1);
const atSmall = await measure();
console.log(`history: ${machineFacts()}`);
report(perConversation, atSmall);
await fill(cluster, Math.ceil(large / perConversation) - 1);
const atLarge = await measure();
report(large, atLarge);
const all = [...atSmall, ...atLarge];
console.log(`  slowest / fastest of the four: ${(Math.max(...all) / Math.min(...all)).toFixed(2)} (goal ≤ 1.5)`);
await printStatements(cluster);
await cluster.stop();

function report(count: number, [first, deep]: readonly [number, number]): void {
  console.log(
    `  ${count.toLocaleString('en')} messages: first page ${first.toFixed(2)} ms, 1,000 pages deep ${deep.toFixed(2)} ms (medians of ${samples})`,
  );
}

async function measure(): Promise<readonly [number, number]> {
  let token = '';
  for (let page = 0; page < 999; page++) token = (await query(token)).next_page_token;
  if (!token) throw new Error('the conversation ended before page 1,000');
  const [first, deep] = [[] as number[], [] as number[]];
  for (let n = 0; n < samples; n++) {
    first.push(await timed(''));
    deep.push(await timed(token));
  }
  return [median(first), median(deep)];
}

async function timed(token: string): Promise<number> {
  const begun = performance.now();
  const { messages } = await query(token);
  if (messages.length === 0) throw new Error('an empty page');
  return performance.now() - begun;
}

async function connect({ grpcAddress, apiKey }: Cluster): Promise<(token: string) => Promise<Page>> {
  const proto = path.join(import.meta.dirname, '../../proto');
  const definition = loadSync('switchboard/v1/messaging_service.proto', {
    includeDirs: [proto],
    keepCase: true,
    enums: String,
    longs: String,
    defaults: true,
  });
  const { switchboard } = loadPackageDefinition(definition) as unknown as {
    switchboard: { v1: { MessagingService: new (...args: unknown[]) => Client } };
  };
  const client = new switchboard.v1.MessagingService(grpcAddress, credentials.createInsecure());
  await new Promise<void>((resolve, reject) =>
    client.waitForReady(Date.now() + 10_000, (error) => (error ? reject(error) : resolve())),
  );
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${apiKey}`);
  type Call = (request: object, metadata: Metadata, done: (error: Error | null, page: Page) => void) => void;
  const call = (client as unknown as { QueryHistory: Call }).QueryHistory.bind(client);
  return (token) =>
    new Promise((resolve, reject) => {
      call({ conversation_id: conversationId, page_size: pageSize, page_token: token }, metadata, (error, page) =>
        error ? reject(error) : resolve(page),
      );
    });
}

async function prepare({ database }: Cluster): Promise<string> {
  const { rows } = await database.pool.query<{ tenant_id: string; id: string }>(
    "select tenant_id, id from channels where provider = 'meta'",
  );
  const { tenant_id: tenant, id: channel } = rows[0]!;
  await database.pool.query("select ensure_partitions(now() - interval '11 months', 11)");
  const people = Math.ceil(large / perConversation);
  const yearAgo = Date.now() - 331 * 24 * 3_600_000;
  const ids = Array.from({ length: people }, (_, n) => ({
    contact: deterministicId(yearAgo + n, 'contact'),
    conversation: deterministicId(yearAgo + n, 'conversation'),
  }));
  await database.pool.query('insert into contacts (id, tenant_id) select unnest($1::uuid[]), $2', [
    ids.map(({ contact }) => contact),
    tenant,
  ]);
  await database.pool.query(
    `insert into conversations (id, tenant_id, channel_id, contact_id, recipient) select v, $3, $4, c, '+27820000000' from unnest($1::uuid[], $2::uuid[]) as t (v, c)`,
    [ids.map(({ conversation }) => conversation), ids.map(({ contact }) => contact), tenant, channel],
  );
  return ids[0]!.conversation;
}

/** Gives the next `conversations` without messages theirs, spread over a year. */
async function fill({ childEnv }: Cluster, conversations: number): Promise<void> {
  const client = new pg.Client({ connectionString: childEnv['DATABASE_URL'] });
  await client.connect();
  // Loading only: foreign keys were checked when the benchmark was written.
  await client.query('set session_replication_role = replica; set synchronous_commit = off');
  const { rows } = await client.query<{ id: string; tenant_id: string }>(
    `select id, tenant_id from conversations c where not exists (select from messages where conversation_id = c.id) order by id limit $1`,
    [conversations],
  );
  for (const { id, tenant_id } of rows) {
    await client.query(
      `insert into messages (id, tenant_id, conversation_id, direction, kind, body, status)
       select overlay(uuid_floor(now() - interval '330 days' * random())::text placing substr(gen_random_uuid()::text, 15) from 15)::uuid,
         $1, $2, case n % 2 when 0 then 'inbound' else 'outbound' end, 'text', 'message ' || n, case n % 2 when 0 then 'received' else 'read' end
       from generate_series(1, ${perConversation}) n`,
      [tenant_id, id],
    );
  }
  await client.query('vacuum analyze messages');
  // What was loaded is written out now, not while the pages are timed.
  await client.query('checkpoint');
  await client.end();
}
