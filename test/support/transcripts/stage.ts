// Where transcripts are played: the platform on one provider's channels, with the demo's places. Each transcript has a tenant
// of its own with the demo's data, so nobody sees another's tickets or holds another's orders; the channels are shared.
import { giveDemoData, demoTimeZone } from '../../../src/demo-data.ts';
import { approveDemoTemplates } from '../../../src/demo-templates.ts';
import { sampleTemplates } from '../../../src/domain/sample-templates.ts';
import { demoPlaces, demoVia } from '../../../src/sandbox/demo.ts';
import type { Via } from '../../../src/sandbox/index.ts';
import { ensureTenant } from '../../../src/store/tenants.ts';
import { startPlatform, type Platform } from '../platform.ts';
import { until } from '../until.ts';

/** By SMS there is nothing to tap: choices are numbered text. */
export type Carrier = 'meta' | 'twilio' | 'sms';

export interface Stage {
  carrier: Carrier;
  platform: Platform;
  /** Of the place whose channels run the flow. Throws when the demo has none. */
  viaOf(flow: string): Via;
  /** Throws when it has none. */
  channelOf(via: Via): string;
  newTenant(): Promise<string>;
  /** Stops the workers and starts them again. */
  restart(): Promise<void>;
  /** Moves the clock. */
  later(ms: number): Promise<void>;
  close(): Promise<void>;
}

let tenants = 0;

/** Receipts are not what transcripts are about; without them there is half as much to do. */
const delays = { acceptMs: 1, sentMs: null, deliveredMs: 2, readMs: null };

/** Many transcripts at once, none of which stops the workers or moves the clock. */
export async function openSharedStage(carrier: Carrier): Promise<Stage> {
  const platform = await startPlatform({ overrides: { sandbox: { delays } } });
  await prepareChannels(platform, carrier);
  await approveTemplates(platform, carrier);
  const never = () => {
    throw new Error('a stage that others play on stays as it is');
  };
  return { ...stageOn(carrier, platform), restart: never, later: never, close: platform.close };
}

/** For one transcript: its workers can be stopped, its clock moved. */
export async function openOwnStage(carrier: Carrier): Promise<Stage> {
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const platform = await startPlatform({ roles: ['receiver'], overrides: { sandbox: { delays, now } } });
  await prepareChannels(platform, carrier);
  const startWorker = () =>
    startPlatform({
      roles: ['worker'],
      databaseUrl: platform.databaseUrl,
      env: { SANDBOX: 'false', PUBLIC_URL: platform.info.receiverUrl, STT_BASE_URL: platform.sandbox.speechUrl },
      overrides: { clock: { now: () => new Date(now()) } },
    });
  let worker = await startWorker();
  await approveTemplates(platform, carrier);
  await platform.database.pool.query(arrivalsAhead);
  const restart = async () => {
    await worker.close();
    worker = await startWorker();
  };
  const close = async () => {
    await worker.close();
    await platform.close();
  };
  const later = async (ms: number) => {
    aheadMs += ms;
    await platform.database.pool.query("update stage_clock set ahead = $1 * interval '1 ms'", [aheadMs]);
  };
  return { ...stageOn(carrier, platform), restart, later, close };
}

/** The receiver goes by the real clock: where another is ahead, what is written is of then. */
const arrivalsAhead = `
  create table stage_clock as select interval '0' as ahead;
  create function of_then() returns trigger language plpgsql as $$
    begin
      new.provider_at := new.provider_at + (select ahead from stage_clock);
      return new;
    end $$;
  create trigger inbox_of_then before insert on inbox for each row execute function of_then()`;

function stageOn(carrier: Carrier, platform: Platform) {
  return {
    carrier,
    platform,
    viaOf: (flow: string) => {
      const place = demoPlaces.find((each) => each.flow === flow);
      if (!place) throw new Error(`no place of the demo runs the flow ${flow}`);
      return carrier === 'sms' ? { ...demoVia(place, 'twilio'), sms: true } : demoVia(place, carrier);
    },
    channelOf: (via: Via) => {
      const address = via.provider === 'meta' ? via.phoneNumberId : via.number;
      const channel = platform.channels.enabledOf(via.provider).find((each) => each.address === address);
      if (!channel) throw new Error(`no channel has the address ${address}`);
      return channel.id;
    },
    newTenant: async () => {
      tenants += 1;
      const id = await ensureTenant(platform.database.db, `transcript ${tenants}`, demoTimeZone);
      await giveDemoData(platform.database.db, id);
      return id;
    },
  };
}

/** From now on the tenant of a message is that of its sender. */
async function prepareChannels({ database: { db }, channels }: Platform, carrier: Carrier): Promise<void> {
  const sms = carrier === 'sms' ? ({ transport: 'sms', rate_per_second: 100 } as const) : {};
  await db
    .updateTable('channels')
    .set({ shared: true, ...sms })
    .where('provider', '=', carrier === 'meta' ? 'meta' : 'twilio')
    .execute();
  await channels.refresh();
}

/** The accounts' templates are read by a worker. */
async function approveTemplates(platform: Platform, carrier: Carrier): Promise<void> {
  if (carrier === 'sms') return;
  await approveDemoTemplates(platform);
  const { db } = platform.database;
  await until('the templates are known', async () => {
    const known = await db.selectFrom('templates').select('id').where('provider', '=', carrier).execute();
    return known.length === sampleTemplates.length;
  });
}
