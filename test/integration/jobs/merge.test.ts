// Two contacts become one: what they reported, and the dialogue they are in.
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { mergeContacts } from '../../../src/store/merge.ts';
import { addMembers, createGroup, listMembers } from '../../../src/store/recipient-groups.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { addChannel, addPerson, addTenant, type Person, type Tenant } from '../api/harness.ts';

describe('what contacts have when they are merged', () => {
  let database: TestDatabase;
  let tenant: Tenant;
  before(async () => {
    database = await testDatabase();
    tenant = await addTenant({ database });
  });
  after(() => database.close());

  const person = (channelId = tenant.channelId) => addPerson({ database }, tenant, { channelId });
  const merge = (survivor: Person, ...merged: Person[]) => {
    const mergedIds = merged.map(({ contactId }) => contactId);
    return database.db
      .transaction()
      .execute((trx) => mergeContacts(trx, [{ tenantId: tenant.id, survivorId: survivor.contactId, mergedIds }]));
  };
  const ticketOf = async ({ contactId, conversationId }: Person) => {
    const id = newId();
    const now = new Date();
    const about = { id, tenant_id: tenant.id, number: id, kind: 'report' as const, description: 'a hole' };
    const who = { contact_id: contactId, conversation_id: conversationId };
    await database.db
      .insertInto('tickets')
      .values({ ...about, ...who, created_at: now, updated_at: now })
      .execute();
    return id;
  };
  const ticket = (id: string) =>
    database.db
      .selectFrom('tickets')
      .select(['contact_id as contactId', 'conversation_id as conversationId'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();

  interface Dialogue {
    step: string | null;
    expiresInMs?: number;
    updatedMsAgo: number;
  }
  const dialogueOf = ({ conversationId }: Person, { step, expiresInMs, updatedMsAgo }: Dialogue) =>
    database.db
      .insertInto('sessions')
      .values({
        conversation_id: conversationId,
        tenant_id: tenant.id,
        flow: 'report',
        step,
        data: JSON.stringify({ of: conversationId }),
        expires_at: expiresInMs === undefined ? null : new Date(Date.now() + expiresInMs),
        updated_at: new Date(Date.now() - updatedMsAgo),
      })
      .execute();
  const sessions = (...people: Person[]) =>
    database.db
      .selectFrom('sessions')
      .select(['conversation_id', 'step', 'data'])
      .where(
        'conversation_id',
        'in',
        people.map(({ conversationId }) => conversationId),
      )
      .execute();

  it('tickets go with the person, and with the conversation in which they were made', async () => {
    const [survivor, merged] = [await person(), await person()];
    const [own, theirs] = [await ticketOf(survivor), await ticketOf(merged)];
    await merge(survivor, merged);
    const { contactId, conversationId } = survivor;
    expect(await ticket(own)).to.deep.equal({ contactId, conversationId });
    expect(await ticket(theirs)).to.deep.equal({ contactId, conversationId });
  });

  it('tickets stay in a conversation that moves as a whole', async () => {
    const elsewhere = await addChannel({ database }, tenant.id);
    const [survivor, merged, third] = [await person(), await person(elsewhere), await person()];
    const ids = [await ticketOf(merged), await ticketOf(third)];
    await merge(survivor, merged, third);
    const { contactId } = survivor;
    expect(await ticket(ids[0]!)).to.deep.equal({ contactId, conversationId: merged.conversationId });
    expect(await ticket(ids[1]!)).to.deep.equal({ contactId, conversationId: survivor.conversationId });
  });

  it('groups have the person once', async () => {
    const [survivor, merged] = [await person(), await person()];
    const groups = await Promise.all(
      [[merged], [survivor, merged]].map(async (people) => {
        const id = (await createGroup(database.db, tenant.id, newId()))!;
        const members = people.map(({ contactId }) => ({ contactId, phone: null }));
        await addMembers(database.db, tenant.id, id, members);
        return id;
      }),
    );
    await merge(survivor, merged);
    for (const id of groups) {
      expect(await listMembers(database.db, id)).to.deep.equal([{ contactId: survivor.contactId, phone: null }]);
    }
  });

  it('knows the time zone that was known of either', async () => {
    const [survivor, merged] = [await person(), await person()];
    const zone = { time_zone: 'Africa/Johannesburg' };
    await database.db.updateTable('contacts').set(zone).where('id', '=', merged.contactId).execute();
    await merge(survivor, merged);
    const query = database.db.selectFrom('contacts').select('time_zone').where('id', '=', survivor.contactId);
    expect(await query.executeTakeFirstOrThrow()).to.deep.equal(zone);
  });

  const hour = 3_600_000;
  const underWay: Dialogue = { step: 'confirm', expiresInMs: hour, updatedMsAgo: 2_000 };
  const cases: { name: string; left: Dialogue; right: Dialogue; kept: 'left' | 'right' }[] = [
    { name: 'the later of two', left: underWay, right: { ...underWay, updatedMsAgo: 1_000 }, kept: 'right' },
    {
      name: 'the one under way, not a later one that has ended',
      left: underWay,
      right: { step: null, updatedMsAgo: 0 },
      kept: 'left',
    },
    {
      name: 'the one under way, not a later one whose time is over',
      left: underWay,
      right: { step: 'describe', expiresInMs: -1_000, updatedMsAgo: 0 },
      kept: 'left',
    },
    {
      name: 'one that never ends',
      left: { step: 'echo', updatedMsAgo: 5_000 },
      right: { step: null, updatedMsAgo: 0 },
      kept: 'left',
    },
  ];
  for (const { name, left, right, kept } of cases) {
    for (const side of ['survivor', 'merged'] as const) {
      it(`goes on with ${name} (${(kept === 'left') === (side === 'survivor') ? 'survivor' : 'merged'})`, async () => {
        const [survivor, merged] = [await person(), await person()];
        const [one, two] = side === 'survivor' ? [survivor, merged] : [merged, survivor];
        await dialogueOf(one, left);
        await dialogueOf(two, right);
        await merge(survivor, merged);
        const { step } = kept === 'left' ? left : right;
        const data = { of: (kept === 'left' ? one : two).conversationId };
        expect(await sessions(survivor, merged)).to.deep.equal([
          { conversation_id: survivor.conversationId, step, data },
        ]);
      });
    }
  }
});
