// `doctor`: well when all is well, and it finds each thing that an operator can get wrong.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { addDoctor } from '../../../src/cli/doctor.ts';
import { checkPublicUrl } from '../../../src/cli/doctor/address.ts';
import type { Check } from '../../../src/cli/doctor/check.ts';
import { checkClock, checkOldestTransaction, checkVersion } from '../../../src/cli/doctor/database.ts';
import { diagnose } from '../../../src/cli/doctor/diagnose.ts';
import { checkGraphVersion } from '../../../src/cli/doctor/graph-versions.ts';
import { createSecretBox } from '../../../src/platform/secrets.ts';
import { changeChannelSecrets, setChannelEnabled, type SecretLists } from '../../../src/store/channels.ts';
import { pauseChannel, resumeChannel } from '../../../src/store/channel-pauses.ts';
import { demoMeta, demoTwilio } from '../../../src/sandbox/demo.ts';
import { testObjects } from '../../support/objects.ts';
import { startPlatform, testMasterKey, type Platform } from '../../support/platform.ts';
import { testServer } from '../../support/postgres.ts';
import { scratchDir } from '../../support/scratch.ts';
import { envOf, run, runJson } from './command.ts';
import { startSilentPooler } from './silent-pooler.ts';

const find = (checks: readonly Check[], name: string): Check => checks.find((check) => check.name === name)!;

describe('doctor', () => {
  let platform: Platform;
  let env: NodeJS.ProcessEnv;
  before(async () => {
    platform = await startPlatform({ roles: ['receiver'] });
    env = {
      ...envOf(platform.databaseUrl),
      SANDBOX: 'true',
      SWITCHBOARD_DATA_DIR: platform.dataDir,
      PUBLIC_URL: platform.info.receiverUrl,
    };
  });
  after(() => platform.close());

  const checksWith = async (changes: NodeJS.ProcessEnv = {}) =>
    (await diagnose({ env: { ...env, ...changes } })).checks;
  const channelId = (name: string) => platform.channels.enabledOf('meta').find((each) => each.name === name)!.id;

  /** Changes the Meta channel's secrets for one look. */
  const withSecrets = async (change: (secrets: SecretLists) => SecretLists) => {
    const box = createSecretBox(testMasterKey);
    let before: SecretLists = {};
    const id = channelId('demo-meta');
    await changeChannelSecrets(platform.database.db, box, id, (secrets) => change((before = secrets)));
    try {
      return await checksWith();
    } finally {
      await changeChannelSecrets(platform.database.db, box, id, () => before);
    }
  };

  it('finds nothing wrong with a platform that is well', async () => {
    const { ok, checks } = await runJson<{ ok: boolean; checks: Check[] }>(addDoctor, ['doctor'], { env });
    expect(checks.filter(({ state }) => state !== 'ok')).to.deep.equal([]);
    expect(ok).to.equal(true);
    const names = checks.map(({ name }) => name);
    expect(names).to.include.members([
      'database',
      'migrations',
      'queues',
      'notifications',
      'clock',
      'receiver',
      'spool',
      'storage',
    ]);
    expect(find(checks, 'storage').detail).to.include('development server');
    expect(names).to.include.members(['demo/demo-meta credentials', 'demo/demo-twilio signature']);
  });

  it('prints what to paste into the consoles, and no secret', async () => {
    const { out, code } = await run(addDoctor, ['doctor'], { env });
    expect(code).to.equal(0);
    expect(out).to.match(new RegExp(`Callback URL +${platform.info.receiverUrl}/webhooks/meta\n`));
    const fields = /Webhook fields +(.+)\n/.exec(out)![1]!.split(', ');
    expect(fields).to.include.members(['messages', 'account_update', 'template_category_update', 'user_preferences']);
    expect(fields).to.have.length(10);
    expect(out).to.match(new RegExp(`When a message comes in +${platform.info.receiverUrl}/webhooks/twilio\n`));
    expect(out).to.match(new RegExp(`Status callback URL +${platform.info.receiverUrl}/webhooks/twilio/status\n`));
    expect(out).to.include('(20 characters, ending in ken)').and.include('All is well.');
    const json = (await run(addDoctor, ['doctor', '--json'], { env })).out;
    const { accessToken, appSecret, verifyToken } = demoMeta;
    for (const secret of [accessToken, appSecret, verifyToken, demoTwilio.authToken, testMasterKey]) {
      expect(out + json).not.to.include(secret);
    }
  });

  it('ends with exit code 1 and says what to do when there is a problem', async () => {
    const { out, code } = await run(addDoctor, ['doctor'], {
      env: { ...env, SWITCHBOARD_MASTER_KEY: 'cd'.repeat(32) },
    });
    expect(code).to.equal(1);
    expect(out).to.match(
      /problem +master key +does not open the secrets of demo\/demo-meta, demo\/demo-twilio, .*\n +-> Set/,
    );
    expect(out).to.include('Problems: 1. Warnings: 0.');
  });

  it('asks for the master key when it is not set', async () => {
    const check = find(await checksWith({ SWITCHBOARD_MASTER_KEY: '' }), 'master key');
    expect(check).to.include({ state: 'problem' });
    expect(check.detail).to.include('SWITCHBOARD_MASTER_KEY is needed');
  });

  it('names variables that cannot be used, and looks no further', async () => {
    const checks = await checksWith({ PORT: 'eighty', DATABASE_URL: 'mysql://x' });
    expect(checks).to.have.length(1);
    expect(checks[0]?.detail).to.include('PORT').and.include('DATABASE_URL');
  });

  it('finds a database that is not there', async () => {
    const checks = await checksWith({ DATABASE_URL: 'postgres://user:hidden@127.0.0.1:1/switchboard' });
    expect(find(checks, 'database')).to.include({ state: 'problem' });
    expect(find(checks, 'database').detail).to.include('cannot be reached');
    expect(JSON.stringify(checks)).not.to.include('hidden');
  });

  it('says to run npm start when nothing runs here', async () => {
    const scratch = await scratchDir('doctor');
    const checks = await checksWith({ DATABASE_URL: '', SWITCHBOARD_DATA_DIR: scratch.dir });
    await scratch.remove();
    expect(find(checks, 'database').detail).to.include('Run npm start first');
    expect(find(checks, 'storage').fix).to.include('Run npm start first');
  });

  it('finds a database that was never migrated', async () => {
    const server = await testServer();
    const url = await server.createDatabase();
    const { default: pg } = await import('pg');
    const client = new pg.Client(url);
    await client.connect();
    await client.query('drop table schema_migrations; drop schema pgboss cascade');
    await client.end();
    const checks = await checksWith({ DATABASE_URL: url });
    await server.dropDatabase(url);
    expect(find(checks, 'migrations')).to.include({ state: 'problem', fix: 'Run: node src/main.ts migrate' });
    expect(find(checks, 'queues')).to.include({ state: 'problem', fix: 'Run: node src/main.ts migrate' });
  });

  it('finds a pooler that swallows notifications', async () => {
    const pooler = await startSilentPooler(platform.databaseUrl);
    const checks = await checksWith({ DATABASE_URL: pooler.url });
    await pooler.close();
    expect(find(checks, 'database').state).to.equal('ok');
    expect(find(checks, 'notifications')).to.include({ state: 'problem' });
    expect(find(checks, 'notifications').fix).to.include('transaction mode');
  });

  it('finds a clock that is off', async () => {
    const now = () => new Date(Date.now() - 60_000);
    const { checks } = await diagnose({ env, now });
    expect(find(checks, 'clock')).to.include({ state: 'problem' });
    expect(find(checks, 'clock').detail).to.match(/^(59|60)\.\d s between here and the database$/);
  });

  it('finds a spool that cannot be written', async () => {
    const scratch = await scratchDir('doctor');
    const file = path.join(scratch.dir, 'not-a-directory');
    await writeFile(file, '');
    const checks = await checksWith({ SWITCHBOARD_DATA_DIR: file });
    await scratch.remove();
    expect(find(checks, 'spool')).to.include({ state: 'problem' });
  });

  it('warns of webhooks that wait in the spool', async () => {
    const scratch = await scratchDir('doctor');
    await mkdir(path.join(scratch.dir, 'spool'));
    await writeFile(path.join(scratch.dir, 'spool', '1.ndjson'), '{}\n');
    await writeFile(path.join(scratch.dir, 'spool', 'runtime.json'), '{}');
    const checks = await checksWith({ SWITCHBOARD_DATA_DIR: scratch.dir });
    await scratch.remove();
    expect(find(checks, 'spool')).to.include({ state: 'warning' });
    expect(find(checks, 'spool').detail).to.match(/^1 segments wait/);
  });

  it('finds a missing public URL, and warns of one where nothing answers', async () => {
    expect(find(await checksWith({ PUBLIC_URL: '', SANDBOX: 'false' }), 'public url').detail).to.equal('not set');
    expect(find(await checksWith({ PUBLIC_URL: 'http://127.0.0.1:1' }), 'receiver')).to.include({ state: 'warning' });
    const elsewhere = await checksWith({ PUBLIC_URL: platform.sandbox.url });
    expect(find(elsewhere, 'receiver').detail).to.include('is no receiver');
  });

  it('tries the object store, and says what to correct when it cannot be used', async () => {
    const objects = await testObjects();
    const storage = async (changes: NodeJS.ProcessEnv) =>
      find(await checksWith({ ...objects.env, ...changes }), 'storage');
    expect(await storage({})).to.include({ state: 'ok' });
    expect(await storage({ S3_BUCKET: 'missing' })).to.include({
      state: 'problem',
      fix: 'Create it, or correct S3_BUCKET.',
    });
    const refused = await storage({ S3_SECRET_ACCESS_KEY: 'wrong-secret' });
    expect(refused).to.include({ state: 'problem' });
    expect(refused.fix).to.match(/^Correct S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY|^Let these keys/);
    expect(JSON.stringify(refused)).not.to.include('wrong-secret').and.not.include(objects.settings.secretAccessKey);
    expect((await storage({ S3_ENDPOINT: 'http://127.0.0.1:1' })).fix).to.include('S3_ENDPOINT');
    expect((await storage({ S3_ENDPOINT: platform.sandbox.url })).state).to.equal('problem');
    const left = await readdir(objects.bucketDir);
    await objects.close();
    expect(left).to.deep.equal([]);
  });

  it('misses an object store where the database is not embedded', async () => {
    const check = find(await checksWith({ SANDBOX: 'false' }), 'storage');
    expect(check).to.include({ state: 'problem', detail: 'not configured' });
    expect(check.fix).to.include('S3_ENDPOINT');
  });

  it('finds credentials that the provider refuses', async () => {
    const checks = await withSecrets((secrets) => ({ ...secrets, accessToken: ['expired'] }));
    const check = find(checks, 'demo/demo-meta credentials');
    expect(check).to.include({ state: 'problem' });
    expect(check.detail).to.include('code 190');
    expect(check.fix).to.include('channels rotate demo-meta --access-token -');
    expect(find(checks, 'demo/demo-twilio credentials').state).to.equal('ok');
  });

  it('finds a secret that is missing', async () => {
    const checks = await withSecrets(({ appSecret: _appSecret, ...rest }) => rest);
    expect(find(checks, 'demo/demo-meta secrets')).to.include({ state: 'problem', detail: 'missing: appSecret' });
  });

  it('reminds of a rotation that was not finished', async () => {
    const checks = await withSecrets((secrets) => ({ ...secrets, appSecret: ['newer', ...secrets['appSecret']!] }));
    expect(find(checks, 'demo/demo-meta secrets')).to.include({ state: 'warning', detail: 'being rotated: appSecret' });
    expect(find(checks, 'demo/demo-meta signature').state).to.equal('ok');
  });

  it('warns of channels that are paused or disabled', async () => {
    const { db } = platform.database;
    const id = channelId('demo-meta');
    const until = new Date(Date.now() + 60_000);
    await db.transaction().execute((trx) => pauseChannel(trx, id, until, '190: token expired'));
    expect(find(await checksWith(), 'demo/demo-meta').detail).to.include('190: token expired');
    await db.transaction().execute((trx) => resumeChannel(trx, id));
    await setChannelEnabled(db, id, false);
    expect(find(await checksWith(), 'demo/demo-meta').detail).to.equal('is disabled');
    await setChannelEnabled(db, id, true);
  });
});

describe("doctor's judgement", () => {
  const urls: [string, Check['state'], string][] = [
    ['https://hooks.example.org', 'ok', 'https://hooks.example.org'],
    ['https://example.org:8443/chat', 'ok', 'example.org:8443'],
    ['http://localhost:8080', 'ok', 'localhost'],
    ['http://hooks.example.org', 'warning', 'https only'],
    ['https://my_hooks.example.org', 'problem', 'underscore'],
    ['https://example.org/#rc=5', 'problem', 'fragment'],
    ['https://example.org/?a=b', 'problem', 'query'],
    ['https://user:secret@example.org', 'problem', 'user name or password'],
  ];
  for (const [url, state, text] of urls) {
    it(`of the public URL ${url.replace('secret', '…')} is ${state}`, () => {
      const check = checkPublicUrl(url, undefined);
      expect(check.state).to.equal(state);
      expect(check.detail).to.include(text).and.not.include('secret');
    });
  }

  const versions: [string, Check['state']][] = [
    ['v17.0', 'problem'],
    ['v20.0', 'problem'],
    ['v21.0', 'warning'],
    ['v22.0', 'ok'],
    ['v26.0', 'ok'],
  ];
  for (const [version, state] of versions) {
    it(`of Graph ${version} in November 2026 is ${state}`, () => {
      expect(checkGraphVersion(version, new Date('2026-11-21')).state).to.equal(state);
    });
  }

  it('warns of a Graph version from 90 days before its end', () => {
    const state = (day: string) => checkGraphVersion('v25.0', new Date(day)).state;
    expect([state('2028-04-30'), state('2028-05-01'), state('2028-07-29')]).to.deep.equal(['ok', 'warning', 'problem']);
  });

  it('wants Postgres 15 or later', () => {
    expect([checkVersion(140_020).state, checkVersion(150_000).state]).to.deep.equal(['problem', 'ok']);
  });

  it('wants transactions to end', () => {
    expect([30, 90, 900].map((seconds) => checkOldestTransaction(seconds).state)).to.deep.equal([
      'ok',
      'warning',
      'problem',
    ]);
  });

  it('takes the time of the question into account when it compares clocks', () => {
    const at = (seconds: number) => new Date(seconds * 1_000);
    expect(checkClock(at(12), at(10), at(14)).state).to.equal('ok');
    expect(checkClock(at(17), at(10), at(14)).state).to.equal('warning');
    expect(checkClock(at(50), at(10), at(14)).state).to.equal('problem');
  });
});
