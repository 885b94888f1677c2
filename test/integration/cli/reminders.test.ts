// `reminders`: files are taken over, whatever is in them and whatever happens meanwhile; reminders are shown and called off.
import { spawn } from 'node:child_process';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { addReminders } from '../../../src/cli/reminders.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { scratchDir } from '../../support/scratch.ts';
import { until } from '../../support/until.ts';
import { addChannel, addPerson, addTemplate, addTenant, type Tenant } from '../api/harness.ts';
import { addReminder } from '../api/stored-reminders.ts';
import { envOf, run, runJson } from './command.ts';

interface Imported {
  rows: number;
  enqueued: number;
  repeated: number;
  failed: number;
}

const main = path.join(import.meta.dirname, '../../../src/main.ts');

describe('reminders on the command line', () => {
  let database: TestDatabase;
  let dir: { dir: string; remove(): Promise<void> };
  let tenant: Tenant;
  let env: NodeJS.ProcessEnv;
  before(async () => {
    database = await testDatabase();
    dir = await scratchDir('reminders');
    env = envOf(database.url);
  });
  after(async () => {
    await database.close();
    await dir.remove();
  });
  beforeEach(async () => {
    tenant = await addTenant({ database });
    await addTemplate({ database }, tenant, { name: 'visit', body: 'Hello {{1}}, on {{2}}' });
  });

  const fileOf = async (name: string, lines: readonly string[]) => {
    const file = path.join(dir.dir, name);
    await writeFile(file, `${lines.join('\n')}\n`);
    return file;
  };
  const args = (...more: string[]) => ['reminders', ...more, '--tenant', tenant.id];
  const reminders = (...more: string[]) => run(addReminders, args(...more), { env });
  const importJson = async (...more: string[]) => {
    const { out, error } = await reminders('import', ...more, '--json');
    expect(error).to.equal(undefined);
    return JSON.parse(out) as Imported;
  };
  const countStored = async () => {
    const { rows } = await database.pool.query<{ count: number }>(
      'select count(*)::int from reminders where tenant_id = $1',
      [tenant.id],
    );
    return rows[0]!.count;
  };
  const head = 'phone,template,language,param.1,param.2,local_time,zone,reference';
  const row = (n: number, more = '') =>
    `+2782${3_000_000 + n},visit,en,Ana,"Monday, at 9",2033-03-08T09:00,Africa/Johannesburg,row ${n}${more}`;

  it('takes a file over line by line, and says what is wrong with the others', async () => {
    const bad = ['nobody,visit,en,Ana,x,2033-03-08T09:00,Africa/Johannesburg,', 'too,few', `"broken"${row(9)}`];
    const file = await fileOf('mixed.csv', [head, row(1), ...bad, row(2), row(2)]);
    const errors = path.join(dir.dir, 'errors.ndjson');
    const ran = await reminders('import', file, '--errors', errors);
    expect(ran.out).to.equal(`6 rows: 2 taken over, 1 there already, 3 bad: see ${errors}.\n`);
    expect(ran.code).to.equal(1);
    const told = (await readFile(errors, 'utf8')).trimEnd().split('\n');
    const problems = told.map((line) => JSON.parse(line) as { line: number; reason: string });
    expect(problems.toSorted((a, b) => a.line - b.line)).to.deep.equal([
      { line: 3, reason: 'phone is not a phone number' },
      { line: 4, reason: 'has 2 fields; there are 8 columns' },
      { line: 5, reason: 'has something behind a closing quote' },
    ]);
    expect(await countStored()).to.equal(2);
  });

  it('adds only what is new when a file comes again', async () => {
    const file = await fileOf('again.csv', [head, row(1), row(2)]);
    expect(await importJson(file)).to.include({ enqueued: 2, repeated: 0 });
    await fileOf('again.csv', [head, row(1), row(3), row(2)]);
    expect(await importJson(file)).to.include({ enqueued: 1, repeated: 2, failed: 0 });
  });

  it('takes nothing over in a dry run, and finds the same', async () => {
    const file = await fileOf('dry.csv', [head, row(1), 'too,few', row(2)]);
    const { out, notes } = await reminders('import', file, '--dry-run');
    expect(out).to.equal('3 rows: 2 would be taken over, 0 there already, 1 bad.\n');
    expect(notes).to.equal('line 3: has 2 fields; there are 8 columns\n');
    expect(await countStored()).to.equal(0);
  });

  it('takes NDJSON, with every way of saying when', async () => {
    const base = { phone: '+27823000001', template: { name: 'visit', language: 'en', parameters: { 1: 'a', 2: 'b' } } };
    const file = await fileOf('all.ndjson', [
      JSON.stringify({ ...base, at: '2033-03-08T09:00:00Z', request_id: 'mine' }),
      JSON.stringify({ ...base, rule: { rule: 'FREQ=DAILY;BYHOUR=9', zone: 'UTC' }, problem: 'odd' }),
      '',
      '[]',
      '{"phone": ',
      JSON.stringify({ ...base, local: { time: '2033-03-08T09:00', zone: 'UTC' } }),
      JSON.stringify({ ...base, template: 'x'.repeat(70_000) }),
    ]);
    const { out, notes } = await reminders('import', file);
    expect(out).to.match(/^6 rows: 2 taken over, 0 there already, 4 bad/);
    expect(notes.trimEnd().split('\n')).to.have.members([
      'line 2: problem is not known',
      'line 4: is not an object of JSON',
      'line 5: is not an object of JSON',
      'line 7: is longer than 65536 characters',
    ]);
    const claimed = database.db.selectFrom('api_requests').select('request_id').where('tenant_id', '=', tenant.id);
    expect((await claimed.execute()).map((each) => each.request_id)).to.include('mine');
  });

  it('gives rows the channel that is named, where there are several', async () => {
    await addChannel({ database }, tenant.id);
    const file = await fileOf('channel.csv', [head, row(1)]);
    expect((await reminders('import', file)).notes).to.include(
      'channel_id is required: there is not exactly one channel',
    );
    expect(await importJson(file, '--channel', tenant.channelId)).to.include({ enqueued: 1 });
    const other = await addTenant({ database });
    const ran = await reminders('import', file, '--channel', other.channelId);
    expect(ran.error).to.equal(`The tenant has no channel "${other.channelId}".`);
  });

  const unusable: [string, string[], string][] = [
    [
      'whose columns are not known',
      ['phone,templet', 'x,y'],
      'columns that are not known: templet. Known: at, channel_id',
    ],
    ['with a column that would be lost', ['phone,param.__proto__', 'x,y'], 'not known: param.__proto__'],
    ['that names a column twice', ['phone,phone'], 'the column phone twice'],
  ];
  for (const [what, lines, message] of unusable) {
    it(`refuses a file ${what}`, async () => {
      expect((await reminders('import', await fileOf('bad.csv', lines))).error).to.include(message);
    });
  }

  it('refuses a file that is not there, or whose name does not say what it is', async () => {
    expect((await reminders('import', '/nowhere.csv')).error).to.equal(
      'There is no file /nowhere.csv that can be read.',
    );
    expect((await reminders('import', await fileOf('x.txt', ['']))).error).to.include('ends in .csv');
    expect((await reminders('import', dir.dir)).error).to.equal(`There is no file ${dir.dir} that can be read.`);
  });

  it('says where it cannot write what is wrong', async () => {
    const file = await fileOf('fine.csv', ['phone,template']);
    expect((await reminders('import', file, '--errors', '/nowhere/errors')).error).to.equal(
      '--errors /nowhere/errors cannot be written (ENOENT): name another file.',
    );
  });

  it('writes what is wrong to another file only, by whatever name', async () => {
    const file = await fileOf('kept.csv', [head, row(1)]);
    const link = path.join(dir.dir, 'link.ndjson');
    await symlink(file, link);
    for (const errors of [file, link])
      expect((await reminders('import', file, '--errors', errors)).error).to.include('--errors names the file itself');
    expect(await readFile(file, 'utf8')).to.equal(`${head}\n${row(1)}\n`);
  });

  it('counts a row once in a dry run, however far away it comes again', async () => {
    const many = Array.from({ length: 1_200 }, (_, n) => row(n));
    const id = { phone: '+27823000001', at: '2033-03-08T09:00:00Z', request_id: 'mine' };
    const json = (more: object) => JSON.stringify({ ...id, template: { name: 'visit', language: 'en', ...more } });
    const two = json({ parameters: { 1: 'a', 2: 'b' } });
    const others = Array.from({ length: 1_000 }, (_, n) => two.replace('"mine"', `"other ${n}"`));
    const csv = await fileOf('repeated.csv', [head, ...many, row(3)]);
    const ndjson = await fileOf('repeated.ndjson', [two, ...others, two, json({ parameters: { 1: 'a', 2: 'c' } })]);
    const counted = [await importJson(csv, '--dry-run'), await importJson(ndjson, '--dry-run')];
    expect(counted).to.deep.equal([
      { rows: 1_201, enqueued: 1_200, repeated: 1, failed: 0, dryRun: true },
      { rows: 1_003, enqueued: 1_001, repeated: 1, failed: 1, dryRun: true },
    ]);
    const { rows, enqueued, repeated, failed } = counted[1]!;
    expect(await importJson(ndjson), 'as it then is').to.include({ rows, enqueued, repeated, failed });
  });

  /** Whoever asks for the same request id waits until then. */
  const whileTaken = async (requestId: string, act: () => Promise<void>) => {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      await client.query(
        `insert into api_requests (tenant_id, request_id, method, body_hash, resource_id) values ($1, $2, '', '', $1)`,
        [tenant.id, requestId],
      );
      await act();
    } finally {
      await client.query('rollback');
      client.release();
    }
  };

  it('goes on where it was killed, over 20,000 lines with bad ones among them', async function () {
    this.timeout(120_000);
    const isBad = (n: number) => n % 1_000 === 500;
    const lineOf = (n: number) => row(n, n === 10_000 ? ',halfway' : ',');
    const lines = Array.from({ length: 20_000 }, (_, n) => (isBad(n) ? `nobody${lineOf(n).slice(12)}` : lineOf(n)));
    const file = await fileOf('long.csv', [`${head},request_id`, ...lines]);
    const there = 9_990;
    await whileTaken('halfway', async () => {
      const child = spawn(process.execPath, [main, ...args('import', file)], {
        env: { PATH: process.env['PATH'], ...env },
      });
      const ended = new Promise((resolve) => child.once('close', resolve));
      await until('half of it is there', async () => (await countStored()) >= there, 60_000);
      child.kill('SIGKILL');
      await ended;
    });
    expect(await countStored()).to.equal(there);
    const errors = path.join(dir.dir, 'long-errors.ndjson');
    expect(await importJson(file, '--errors', errors)).to.deep.include({
      rows: 20_000,
      enqueued: 19_980 - there,
      repeated: there,
      failed: 20,
    });
    const told = (await readFile(errors, 'utf8')).trimEnd().split('\n');
    expect(told.map((line) => (JSON.parse(line) as { line: number }).line)).to.have.members(
      Array.from({ length: 20 }, (_, n) => n * 1_000 + 502),
    );
    expect(await countStored()).to.equal(19_980);
  });

  it('lists, shows and cancels', async () => {
    const person = await addPerson({ database }, tenant);
    const id = await addReminder({ database }, tenant, person, { reference: 'appointment 7' });
    const other = await addTenant({ database });
    const foreign = await addReminder({ database }, other, await addPerson({ database }, other));
    expect((await reminders('show', foreign)).error).to.equal(`There is no reminder ${foreign}.`);
    const listed = await reminders('list', '--reference', 'appointment 7');
    expect(listed.out)
      .to.match(/^ID +STATE +WHEN +FOR +TEMPLATE +REFERENCE\n/)
      .and.to.include(id);
    const { reminders: byState } = await runJson<{ reminders: { id: string }[] }>(
      addReminders,
      args('list', '--state', 'scheduled', '--contact', person.contactId, '--from', '2033-01-01T00:00:00Z'),
      { env },
    );
    expect(byState.map((each) => each.id)).to.deep.equal([id]);
    expect((await reminders('show', id)).out)
      .to.include('template  visit (en)')
      .and.to.include('It has not fired yet.');
    expect((await reminders('cancel', id)).out).to.equal(`${id}  cancelled\n`);
    const again = await reminders('cancel', id, foreign);
    expect(again.out).to.equal(`${id}  was cancelled already\n${foreign}  does not exist\n`);
    expect(again.code).to.equal(1);
    expect((await reminders('list', '--state', 'scheduled')).out).to.equal('There are none.\n');
  });

  const wrong: [string[], string][] = [
    [['list', '--state', 'odd'], 'choose from scheduled'],
    [['list', '--contact', 'x'], 'is not an id'],
    [['list', '--from', 'soon'], 'give a time such as'],
    [['list', '--until', '2033-02-30T00:00:00Z'], 'give a time such as'],
    [['show', 'x'], '"x" is not an id'],
    [['cancel', 'x'], '"x" is not an id'],
  ];
  for (const [words, text] of wrong) {
    it(`refuses reminders ${words.join(' ')}`, async () => {
      expect((await reminders(...words)).error).to.include(text);
    });
  }
});
