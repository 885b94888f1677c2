// `groups`: who is in them, each tenant's own.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { addGroups } from '../../../src/cli/groups.ts';
import { newId } from '../../../src/domain/ids.ts';
import { createSecretBox } from '../../../src/platform/secrets.ts';
import { createChannel } from '../../../src/store/channels.ts';
import { createTenant } from '../../../src/store/tenants.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { testMasterKey } from '../../support/platform.ts';
import { scratchDir } from '../../support/scratch.ts';
import { envOf, run, runJson } from './command.ts';

describe('groups on the command line', () => {
  let database: TestDatabase;
  let env: NodeJS.ProcessEnv;
  let scratch: Awaited<ReturnType<typeof scratchDir>>;
  let contactId: string;
  before(async () => {
    database = await testDatabase();
    scratch = await scratchDir('groups');
    env = envOf(database.url);
    const tenantId = (await createTenant(database.db, 'Factory'))!;
    await createTenant(database.db, 'City');
    const values = { tenantId, name: 'support', provider: 'meta', account: '1', address: '100001' } as const;
    await createChannel(database.db, createSecretBox(testMasterKey), { ...values, homeCountry: 'ZA', secrets: {} });
    contactId = newId();
    await database.db.insertInto('contacts').values({ id: contactId, tenant_id: tenantId }).execute();
  });
  after(async () => {
    await database.close();
    await scratch.remove();
  });

  const ofFactory = (...args: string[]) => run(addGroups, ['groups', ...args, '--tenant', 'Factory'], { env });
  const ofCity = (...args: string[]) => run(addGroups, ['groups', ...args, '--tenant', 'City'], { env });
  const membersOf = async (group: string) => {
    const args = ['groups', 'list', group, '--tenant', 'Factory'];
    const { members } = await runJson<{ members: { phone: string | null; contactId: string | null }[] }>(
      addGroups,
      args,
      { env },
    );
    return members.map((member) => member.phone ?? member.contactId);
  };

  it('are made, filled with phones and contacts, and emptied', async () => {
    expect((await ofFactory('list')).out).to.include('There is no group yet');
    expect((await ofFactory('create', 'mechanics')).out).to.include('Made the group mechanics');
    expect((await ofFactory('list', 'mechanics')).out).to.include('Nobody is in mechanics');
    const added = await ofFactory('add', 'mechanics', '082 123 4567', '+27831234567', '+27821234567', contactId);
    expect(added.out).to.equal('Took 3 people into mechanics.\n');
    expect(await membersOf('mechanics')).to.deep.equal(['+27821234567', '+27831234567', contactId]);
    expect((await ofFactory('add', 'mechanics', '+27831234567')).out).to.equal('Took 0 people into mechanics.\n');
    const removed = await ofFactory('remove', 'mechanics', '083 123 4567', contactId, '+27839999999');
    expect(removed.out).to.equal('Took 2 people out of mechanics.\n');
    expect((await ofFactory('list')).out).to.match(/mechanics +1 +-/);
    expect((await ofCity('list')).out).to.include('There is no group yet');
  });

  it('are filled from a file, whole or not at all', async () => {
    await ofFactory('create', 'from-file');
    const file = path.join(scratch.dir, 'phones.txt');
    await writeFile(file, '# the night shift\n+27821110001  # Thandi\r\n\n0821110002\nnobody\n');
    const refused = await ofFactory('add', 'from-file', '--file', file);
    expect(refused.error).to.include('Nobody was taken: line 5.');
    expect(await membersOf('from-file')).to.deep.equal([]);
    await writeFile(file, '# the night shift\n+27821110001  # Thandi\r\n\n0821110002\n');
    expect((await ofFactory('add', 'from-file', '--file', file)).out).to.equal('Took 2 people into from-file.\n');
    expect(await membersOf('from-file')).to.deep.equal(['+27821110001', '+27821110002']);
    expect((await ofFactory('add', 'from-file', '--file', `${file}.gone`)).error).to.include('can be read');
  });

  it('are deleted', async () => {
    await ofFactory('create', 'short-lived');
    await ofFactory('add', 'short-lived', '+27821110003');
    expect((await ofFactory('delete', 'short-lived')).out).to.equal('Deleted the group short-lived.\n');
    expect((await ofFactory('list', 'short-lived')).error).to.include('There is no group "short-lived"');
  });

  it('say what is wrong', async () => {
    await ofFactory('create', 'once');
    await ofCity('create', 'elsewhere');
    expect((await ofFactory('create', 'once')).error).to.equal('There is a group "once" already.');
    expect((await ofFactory('create', ' ')).error).to.include('1 to 100 characters');
    expect((await ofFactory('add', 'once')).error).to.include('Say whom');
    expect((await ofFactory('add', 'nothing', '+27821110003')).error).to.include('There is no group "nothing". Known:');
    expect((await ofFactory('add', 'once', newId())).error).to.include('Nobody was taken');
    expect((await ofCity('add', 'elsewhere', contactId)).error).to.include('Nobody was taken');
    // Nothing says where such a number is at home.
    expect((await ofCity('add', 'elsewhere', '0821110003')).error).to.include('+27821234567');
    expect((await ofCity('add', 'elsewhere', '+27821110003')).error).to.equal(undefined);
  });
});
