// The program as a process: its help, how it fails, and how it finds the instance that runs here.
import { expect } from 'chai';
import { addChannels } from '../../../src/cli/channels.ts';
import { addDoctor } from '../../../src/cli/doctor.ts';
import { addJobs } from '../../../src/cli/jobs.ts';
import { addKeys } from '../../../src/cli/keys.ts';
import { addSend } from '../../../src/cli/send.ts';
import { addSla } from '../../../src/cli/sla.ts';
import { addTenants } from '../../../src/cli/tenants.ts';
import { publishInstance } from '../../../src/platform/instance.ts';
import { createTenant } from '../../../src/store/tenants.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { testMasterKey } from '../../support/platform.ts';
import { scratchDir } from '../../support/scratch.ts';
import { run, runProcess } from './command.ts';

describe('the program', () => {
  let database: TestDatabase;
  let scratch: Awaited<ReturnType<typeof scratchDir>>;
  before(async () => {
    database = await testDatabase();
    scratch = await scratchDir('cli');
  });
  after(async () => {
    await database.close();
    await scratch.remove();
  });

  it('lists every command in its help', async () => {
    const { out, code } = await runProcess(['--help'], {});
    expect(code).to.equal(0);
    for (const name of ['start', 'migrate', 'chat', 'send', 'tenants', 'channels', 'keys', 'sla', 'jobs', 'doctor']) {
      expect(out).to.match(new RegExp(`^ {2}${name} `, 'm'));
    }
  });

  const groups = {
    send: addSend,
    sla: addSla,
    tenants: addTenants,
    channels: addChannels,
    keys: addKeys,
    jobs: addJobs,
    doctor: addDoctor,
  };
  for (const [name, add] of Object.entries(groups)) {
    it(`gives examples in the help of ${name}`, async () => {
      expect((await run(add, [name, '--help'], { env: {} })).out).to.include('Examples:');
    });
  }

  it('says to run npm start when nothing runs here', async () => {
    const { error, out } = await run(addTenants, ['tenants', 'list'], { env: { SWITCHBOARD_DATA_DIR: scratch.dir } });
    expect(error).to.equal(
      `No Switchboard runs on ${scratch.dir}, and DATABASE_URL is not set. Run npm start first, or set DATABASE_URL.`,
    );
    expect(out).to.equal('');
  });

  it('works on the database of the instance that runs here', async () => {
    await createTenant(database.db, 'Clinic');
    await publishInstance(scratch.dir, { pid: process.pid, databaseUrl: database.url });
    const { out } = await runProcess(['tenants', 'list', '--json'], { SWITCHBOARD_DATA_DIR: scratch.dir });
    expect(JSON.parse(out)).to.have.nested.property('tenants[0].name', 'Clinic');
  });

  it('says in plain words that Postgres is away, without a stack', async () => {
    const { notes, code } = await runProcess(['jobs', 'list'], {
      DATABASE_URL: 'postgres://user:hidden@127.0.0.1:1/x',
    });
    expect(notes).to.equal('Postgres cannot be reached. Is it running, and is DATABASE_URL right?\n');
    expect(code).to.equal(1);
  });

  it('does not start a worker or an api without a place for files, and names the setting', async () => {
    const env = {
      DATABASE_URL: database.url,
      SWITCHBOARD_MASTER_KEY: testMasterKey,
      SWITCHBOARD_DATA_DIR: scratch.dir,
      PUBLIC_URL: 'https://hooks.example.org',
    };
    for (const roles of ['worker', 'api']) {
      const { notes, code } = await runProcess(['start', '--roles', roles], env);
      expect(notes)
        .to.match(/^S3_ENDPOINT is needed with DATABASE_URL/)
        .and.not.include('    at ');
      expect(code).to.equal(1);
    }
  });

  it('ends doctor with exit code 1 when there is a problem', async () => {
    const { out, code } = await runProcess(['doctor', '--json'], { SWITCHBOARD_DATA_DIR: `${scratch.dir}/empty` });
    expect(JSON.parse(out)).to.include({ ok: false });
    expect(code).to.equal(1);
  });
});
