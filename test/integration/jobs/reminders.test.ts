// Reminders that are due: whom they go to, what they say, or the reason why they were not sent.
import { expect } from 'chai';
import type { TemplateContent } from '../../../src/domain/message.ts';
import { mergeContacts } from '../../../src/store/merge.ts';
import { anyTime, startPlatform, type Platform } from '../../support/platform.ts';
import { makePeople } from '../../support/sending.ts';
import { until } from '../../support/until.ts';
import { addTemplate, freshPhone } from '../api/harness.ts';
import { minute, reminderRig, type ReminderRig } from './reminder-rig.ts';

describe('a reminder that is due', () => {
  let platform: Platform;
  let rig: ReminderRig;
  before(async () => {
    platform = await startPlatform({ overrides: { sandbox: anyTime } });
    rig = await reminderRig(platform);
  });
  after(() => platform.close());

  const person = async (windowMs = -1) =>
    (await makePeople(platform.database.db, { id: rig.channelId, tenantId: rig.tenantId }, 1, windowMs))[0]!;

  it('goes to a phone that nobody knew, which becomes a contact only then', async () => {
    const phone = freshPhone();
    const id = await rig.remind({ phone });
    const contacts = () =>
      platform.database.db.selectFrom('contact_addresses').selectAll().where('value', '=', phone).execute();
    await rig.fire(59);
    expect(await contacts()).to.have.length(0);
    expect(await rig.row(id)).to.include({ state: 'scheduled', fired: 0 });
    await rig.fire(60);
    expect(await contacts()).to.have.length(1);
    expect(await rig.settled(phone)).to.deep.equal([
      { kind: 'template', body: 'You are expected on Monday.', status: 'read' },
    ]);
    expect(await rig.row(id)).to.include({ state: 'done', fired: 1 });
  });

  it('goes to the user id that a contact has now, where it has no conversation yet', async () => {
    const { pool } = platform.database;
    const { contactId, conversationId } = await person();
    await pool.query('delete from conversations where id = $1', [conversationId]);
    const { account } = platform.channels.findById(rig.channelId)!;
    await pool.query(
      "update contact_addresses set kind = 'bsuid', scope = $2, value = 'ZA.was', former = true where contact_id = $1",
      [contactId, account],
    );
    await pool.query(
      `insert into contact_addresses (tenant_id, contact_id, kind, scope, value, created_at)
        values ($1, $2, 'bsuid', $3, 'ZA.is', now() + interval '1 hour')`,
      [rig.tenantId, contactId, account],
    );
    await rig.remind({ contactId });
    await rig.fire(60);
    const { rows } = await pool.query('select recipient from conversations where contact_id = $1', [contactId]);
    expect(rows).to.deep.equal([{ recipient: 'ZA.is' }]);
  });

  it('is told of from queued to read, with its reference and its message', async () => {
    const phone = freshPhone();
    const id = await rig.remind({ phone, reference: 'visit 17' });
    await rig.fire(60);
    await rig.settled(phone);
    // Receipts that come together are one step.
    const [first, ...more] = await rig.changes(id);
    expect([first, more.at(-1)]).to.deep.equal(['queued', 'read']);
    expect(['sent', 'delivered', 'read']).to.include.members(more);
    const [occurrence] = await rig.occurrences(id);
    expect(occurrence).to.deep.include({ occursAt: rig.at(60), firedAt: rig.at(60), state: 'queued' });
    expect(occurrence!.message).to.include({ status: 'read', body: 'You are expected on Monday.' });
    const events = await platform.database.db
      .selectFrom('events')
      .selectAll()
      .where('message_id', '=', occurrence!.message!.id)
      .where('type', '=', 'reminder_changed')
      .execute();
    expect(events.map(({ data }) => data)).to.deep.include({
      reminderId: id,
      occurrenceId: occurrence!.id,
      reference: 'visit 17',
      change: 'read',
    });
    expect(events.every(({ conversation_id: conversation }) => conversation !== null)).to.equal(true);
  });

  it('waits behind replies', async () => {
    await platform.database.pool.query('update channels set enabled = false where id = $1', [rig.channelId]);
    const id = await rig.remind();
    await rig.fire(60);
    expect(await rig.states(id)).to.deep.equal(['failed: channel_disabled']);
    await platform.database.pool.query("update channels set enabled = true, paused_until = now() + '1 hour'::interval");
    await platform.channels.refresh();
    const other = await rig.remind();
    await rig.fire(60);
    const [occurrence] = await rig.occurrences(other);
    const message = occurrence!.message!.id;
    const query = platform.database.db.selectFrom('outbox').select('bulk').where('message_id', '=', message);
    expect(await query.execute()).to.deep.equal([{ bulk: true }]);
    await platform.database.pool.query('update channels set paused_until = null');
    await platform.database.pool.query('delete from outbox where message_id = $1', [message]);
    await platform.channels.refresh();
  });

  describe('fails, with the reason,', () => {
    const rejected = async (values: Parameters<ReminderRig['remind']>[0]) => {
      const id = await rig.remind(values);
      await rig.fire(60);
      expect(await rig.changes(id)).to.deep.equal(['failed']);
      return rig.states(id);
    };
    const template = (name: string): TemplateContent => ({
      kind: 'template',
      name,
      language: 'en',
      body: [],
      buttons: [],
    });

    it('when its template is not approved any more', async () => {
      const owner = { id: rig.tenantId, channelId: rig.channelId };
      await addTemplate(platform, owner, { name: 'paused' }, { external_id: '22', status: 'paused' });
      expect(await rejected({ content: template('paused') })).to.deep.equal(['failed: template_not_approved']);
      expect(await rejected({ content: template('nowhere') })).to.deep.equal(['failed: template_unknown']);
    });

    it('when its parameters do not fit any more', async () => {
      expect(await rejected({ content: template('visit') })).to.deep.equal(['failed: template_misfit']);
    });

    it('when the person opted out or is not served any more', async () => {
      const [out, gone] = [await person(), await person()];
      const { pool } = platform.database;
      await pool.query('update contacts set opted_out_at = now() where id = $1', [out.contactId]);
      await pool.query("update contacts set status = 'inactive' where id = $1", [gone.contactId]);
      expect(await rejected({ contactId: out.contactId })).to.deep.equal(['failed: opted_out']);
      expect(await rejected({ contactId: gone.contactId })).to.deep.equal(['failed: contact_inactive']);
      expect(await rejected({ phone: out.number })).to.deep.equal(['failed: opted_out']);
    });

    it('when nobody can tell the channel', async () => {
      expect(await rejected({ channelId: null })).to.deep.equal(['failed: channel_ambiguous']);
    });
  });

  describe('with a text for an open window', () => {
    const sessionText = 'See you on Monday!';

    it('says that', async () => {
      const { number: phone, contactId } = await person(3 * 60 * minute);
      await rig.remind({ contactId, sessionText });
      await rig.fire(60);
      expect(await rig.settled(phone)).to.deep.equal([{ kind: 'text', body: sessionText, status: 'read' }]);
    });

    it('says nothing where the template could not be sent', async () => {
      const owner = { id: rig.tenantId, channelId: rig.channelId };
      const advert = { name: 'advert', category: 'marketing', body: 'Come on {{1}}!' } as const;
      await addTemplate(platform, owner, advert, { external_id: '23' });
      const content = (name: string): TemplateContent => {
        return { kind: 'template', name, language: 'en', body: [{ text: 'Monday' }], buttons: [] };
      };
      const { number, contactId } = await person(3 * 60 * minute);
      const { pool } = platform.database;
      await pool.query('update contacts set marketing_opted_out_at = now() where id = $1', [contactId]);
      const unwanted = await rig.remind({ contactId, sessionText, content: content('advert') });
      const unknown = await rig.remind({ contactId, sessionText, content: content('nowhere') });
      await rig.fire(60);
      expect(await rig.states(unwanted)).to.deep.equal(['failed: opted_out_marketing']);
      expect(await rig.states(unknown)).to.deep.equal(['failed: template_unknown']);
      await rig.remind({ contactId, sessionText });
      await rig.fire(60);
      expect(await rig.settled(number)).to.have.length(1);
    });

    it('says the template when the window is closed, or about to be', async () => {
      for (const windowMs of [-1, 65 * minute]) {
        const { number: phone, contactId } = await person(windowMs);
        await rig.remind({ contactId, sessionText });
        await rig.fire(60);
        expect((await rig.settled(phone)).map(({ kind }) => kind)).to.deep.equal(['template']);
      }
    });
  });

  it('is left for a moment when somebody holds the conversation, and holds up nobody', async () => {
    const held = await person();
    const [id, other] = [await rig.remind({ contactId: held.contactId }), await rig.remind()];
    const client = await platform.database.pool.connect();
    await client.query('begin');
    await client.query('select from conversations where id = $1 for update', [held.conversationId]);
    await rig.fire(60);
    expect([await rig.states(id), await rig.states(other)]).to.deep.equal([[], ['queued']]);
    await client.query('commit');
    client.release();
    await rig.fire(61);
    expect(await rig.states(id)).to.deep.equal(['queued']);
  });

  it('that is broken is set aside after a few attempts, and the others go on', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => rig.remind()));
    const [poison, ...others] = ids as [string, string, string];
    await platform.database.pool.query("update reminders set content = '{}' where id = $1", [poison]);
    const logged = rig.logLines.length;
    await rig.fire(60);
    for (const id of others) expect(await rig.states(id)).to.deep.equal(['queued']);
    expect(await rig.states(poison)).to.deep.equal([]);
    for (const minutes of [61, 62, 63, 66]) await rig.fire(minutes);
    expect(await rig.states(poison)).to.deep.equal(['failed: internal']);
    expect(await rig.row(poison)).to.include({ state: 'done' });
    expect(rig.logLines.slice(logged).filter((line) => line.includes(poison))).to.have.length(5);
  });

  it('is found at the person into whom its contact was merged', async () => {
    const [survivor, merged] = [await person(), await person()];
    const id = await rig.remind({ contactId: merged.contactId });
    await platform.database.db
      .transaction()
      .execute((trx) =>
        mergeContacts(trx, [{ tenantId: rig.tenantId, survivorId: survivor.contactId, mergedIds: [merged.contactId] }]),
      );
    await rig.fire(60);
    expect(await rig.row(id)).to.include({ contactId: survivor.contactId, state: 'done' });
    const [occurrence] = await rig.occurrences(id);
    expect(occurrence!.message!.conversationId).to.equal(survivor.conversationId);
  });

  it('goes to one contact and one conversation when several are due for one new phone', async () => {
    const phone = freshPhone();
    const ids = await Promise.all([1, 2, 3].map(() => rig.remind({ phone })));
    await rig.fire(60);
    for (const id of ids) expect(await rig.states(id)).to.deep.equal(['queued']);
    await until('all three are sent', () => rig.taken(phone).length === 3);
    const query = platform.database.db.selectFrom('contact_addresses').selectAll().where('value', '=', phone);
    expect(await query.execute()).to.have.length(1);
  });
});
