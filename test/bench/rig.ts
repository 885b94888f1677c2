// What the benchmarks share: the platform in processes of its own, signed load, and where Postgres spends its time.
import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import { demoMeta } from '../../src/sandbox/demo.ts';
import type { SandboxOptions } from '../../src/sandbox/index.ts';
import { startCluster, type Cluster } from '../support/cluster.ts';

export interface Rig extends Cluster {
  /** Process ids by name: the roles of each process, and postgres. */
  pids: { [name: string]: number };
}

/** BENCH_PROFILE=<n> makes Postgres count statements, for printStatements. */
export const profiled = process.env['BENCH_PROFILE']
  ? ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track_planning=on']
  : [];

export async function startProfiling({ database }: Cluster): Promise<void> {
  if (process.env['BENCH_PROFILE']) await database.pool.query('create extension pg_stat_statements');
}

export async function startRig(
  processes: readonly string[],
  sandbox: Omit<SandboxOptions, 'meta' | 'twilio'>,
): Promise<Rig> {
  const cluster = await startCluster({
    sandbox: { enforceWindow: false, record: false, ...sandbox },
    postgresSettings: profiled,
    env: { LOG_LEVEL: process.env['BENCH_LOG_LEVEL'] ?? 'info' },
  });
  await startProfiling(cluster);
  // The top tier, and some more: what is measured is the platform, not the number's rate.
  await cluster.database.pool.query('update channels set rate_per_second = 2000');
  const pids: Rig['pids'] = {};
  for (const [n, roles] of processes.entries()) {
    const name = processes.indexOf(roles) === n ? roles : `${roles} ${n}`;
    pids[name] = (await cluster.start(roles)).pid;
  }
  return { ...cluster, pids: { ...pids, postgres: await cluster.postgres.pid() } };
}

let sequence = 0;

/** A signed Meta webhook with one text message. */
export function metaWebhook(from: string, text: string): { body: string; signature: string } {
  sequence += 1;
  const message = {
    from,
    id: `wamid.bench${process.pid}x${sequence}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: 'text',
    text: { body: text },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: demoMeta.phone, phone_number_id: demoMeta.phoneNumberId },
    contacts: [{ profile: { name: 'Bench' }, wa_id: from }],
    messages: [message],
  };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: demoMeta.wabaId, changes: [{ field: 'messages', value }] }],
  });
  return { body, signature: `sha256=${createHmac('sha256', demoMeta.appSecret).update(body).digest('hex')}` };
}

export function createPoster(url: string, connections = 64) {
  const dispatcher = new Agent({ connections, pipelining: 1 });
  return {
    post: async ({ body, signature }: { body: string; signature: string }): Promise<number> => {
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
      const response = await request(`${url}/webhooks/meta`, { dispatcher, method: 'POST', headers, body });
      await response.body.dump();
      return response.statusCode;
    },
    close: () => dispatcher.destroy(),
  };
}

/** With BENCH_PROFILE set: the statements that took most of Postgres' time. */
export async function printStatements({ database }: Cluster): Promise<void> {
  if (!process.env['BENCH_PROFILE']) return;
  const { rows } = await database.pool.query<{ [column: string]: string | number }>(`
    select calls, round(total_plan_time) as plan_ms, round(total_exec_time) as exec_ms,
      round((total_plan_time / greatest(plans, 1))::numeric, 2) as plan_each, round((total_exec_time / greatest(calls, 1))::numeric, 2) as exec_each,
      left(regexp_replace(query, '[[:space:]]+', ' ', 'g'), 130) as query
    from pg_stat_statements order by total_plan_time + total_exec_time desc limit ${Number(process.env['BENCH_PROFILE'])}`);
  console.table(rows);
  const { rows: updates } = await database.pool.query<{ [column: string]: string }>(`
    select relname, n_tup_ins as inserts, n_tup_upd as updates, n_tup_hot_upd as hot, n_dead_tup as dead
    from pg_stat_user_tables where n_tup_upd > 100 order by n_tup_upd desc`);
  console.table(updates);
}
