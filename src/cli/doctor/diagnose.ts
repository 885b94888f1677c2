// All of doctor's checks, in an order in which each one may build on those before it.
import { access, constants, readdir } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError, loadConfig, type Config } from '../../platform/config.ts';
import { openDatabase, type DatabaseHandle } from '../../platform/db.ts';
import { createHttpClient, type HttpClient } from '../../platform/http.ts';
import { findInstance } from '../../platform/instance.ts';
import { createProviders } from '../../providers/registry.ts';
import { listNamedChannels, type NamedChannel } from '../choices.ts';
import { databaseOf, secretBox } from '../session.ts';
import { checkPublicUrl, checkReachable } from './address.ts';
import { checkChannel, openChannels, type OpenedChannel } from './channels.ts';
import { ok, problem, warning, type Check } from './check.ts';
import { consoleEntry, type ConsoleEntry } from './consoles.ts';
import { checkDatabase } from './database.ts';
import { checkGraphVersion } from './graph-versions.ts';
import { checkStorage } from './storage.ts';

export interface Diagnosis {
  checks: Check[];
  consoles: ConsoleEntry[];
}

export interface DiagnoseOptions {
  env: NodeJS.ProcessEnv;
  now?: () => Date;
}

export async function diagnose({ env, now = () => new Date() }: DiagnoseOptions): Promise<Diagnosis> {
  let config: Config;
  try {
    config = loadConfig(env);
  } catch (error) {
    const check = problem('configuration', mendable(error), 'Correct these variables, then run doctor again.');
    return { checks: [check], consoles: [] };
  }
  const http = createHttpClient();
  try {
    const database = await examineDatabase(config, now);
    const url = await examineAddress(config, http);
    const channels = await examineChannels(config, http, database.channels, url.baseUrl, now());
    const checks = [
      ok('configuration', 'parses'),
      ...database.checks,
      ...url.checks,
      await checkSpool(path.join(config.dataDir, 'spool')),
      await checkStorage(config, http),
      ...channels.checks,
    ];
    return { checks, consoles: channels.consoles };
  } finally {
    await http.close();
  }
}

async function examineDatabase(
  config: Config,
  now: () => Date,
): Promise<{ checks: Check[]; channels: NamedChannel[] | undefined }> {
  let handle: DatabaseHandle;
  let url: string;
  try {
    url = await databaseOf(config);
    handle = openDatabase({ url, poolSize: 2, onError: () => undefined });
  } catch (error) {
    const check = problem('database', mendable(error), 'Run npm start first, or set DATABASE_URL.');
    return { checks: [check], channels: undefined };
  }
  try {
    const { checks, usable } = await checkDatabase(url, handle, now);
    return { checks, channels: usable ? await listNamedChannels(handle.db) : undefined };
  } finally {
    await handle.close();
  }
}

async function examineAddress(
  { publicUrl, sandbox, dataDir, port }: Config,
  http: HttpClient,
): Promise<{ checks: Check[]; baseUrl: string | undefined }> {
  const listening = sandbox ? ((await findInstance(dataDir))?.receiverUrl ?? `http://127.0.0.1:${port}`) : undefined;
  const form = checkPublicUrl(publicUrl, listening);
  if (form.state === 'problem') return { checks: [form], baseUrl: undefined };
  const baseUrl = publicUrl ?? listening!;
  return { checks: [form, await checkReachable(http, baseUrl)], baseUrl };
}

const callMs = 5_000;

async function examineChannels(
  config: Config,
  http: HttpClient,
  channels: readonly NamedChannel[] | undefined,
  publicUrl: string | undefined,
  now: Date,
): Promise<Diagnosis> {
  if (channels === undefined) return { checks: [], consoles: [] };
  if (channels.length === 0)
    return { checks: [warning('channels', 'there is none yet', 'Add one: channels add --help')], consoles: [] };
  const { opened, check } = await unsealed(config, channels);
  const { metaGraphUrl, metaGraphVersion, twilioApiUrl } = config;
  const addresses = { publicUrl: () => publicUrl ?? '', metaGraphUrl, metaGraphVersion, twilioApiUrl };
  const providers = createProviders({ http, ...addresses, sendTimeoutMs: callMs });
  const each = await Promise.all(opened.map((channel) => checkChannel(providers, channel, publicUrl, now)));
  const graph = channels.some(({ provider }) => provider === 'meta') ? [checkGraphVersion(metaGraphVersion, now)] : [];
  const consoles = publicUrl === undefined ? [] : opened.map((channel) => consoleEntry(channel, publicUrl));
  return { checks: [check, ...graph, ...each.flat()], consoles };
}

async function unsealed(
  config: Config,
  channels: readonly NamedChannel[],
): Promise<{ opened: OpenedChannel[]; check: Check }> {
  try {
    return openChannels(await secretBox(config), channels);
  } catch (error) {
    const fix = 'Set SWITCHBOARD_MASTER_KEY to the key the channels were stored with.';
    return { opened: [], check: problem('master key', mendable(error), fix) };
  }
}

/** It is made when a receiver starts, so its absence is no fault as long as it can be made. */
async function checkSpool(dir: string): Promise<Check> {
  const full = path.resolve(dir);
  try {
    await access(await nearestExisting(full), constants.W_OK);
  } catch {
    const text = `${full} cannot be written: with Postgres away, webhooks would be refused`;
    return problem('spool', text, 'Give this user a data directory of its own: SWITCHBOARD_DATA_DIR=/path');
  }
  const names = await readdir(full).catch((): string[] => []);
  const waiting = names.filter((name) => name.endsWith('.ndjson')).length;
  if (waiting === 0) return ok('spool', `${full} can be written`);
  return warning(
    'spool',
    `${waiting} segments wait in ${full}`,
    'A running receiver replays them once Postgres is back.',
  );
}

async function nearestExisting(dir: string): Promise<string> {
  try {
    // A file where the directory should be is as bad as one that is closed.
    await readdir(dir);
    return dir;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return nearestExisting(path.dirname(dir));
  }
}

function mendable(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  throw error;
}
