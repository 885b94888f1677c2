// One person, several numbers: who is merged with whom, who stays a stranger, and what follows the person.
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { demoMeta } from '../../../src/sandbox/demo.ts';
import { changeOf, metaEnvelope, signedMeta, textOf, type MetaIds } from '../../support/meta.ts';
import { peopleOf } from '../../support/people.ts';
import { startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';

describe('people whose number or user id changes', () => {
  let platform: Platform;
  let otherWorker: Platform;
  let people: ReturnType<typeof peopleOf>;
  before(async () => {
    platform = await startPlatform();
    // Two workers, so that the same people are met at the same time.
    const { databaseUrl } = platform;
    otherWorker = await startPlatform({
      databaseUrl,
      roles: ['worker'],
      env: { SANDBOX: 'false', PUBLIC_URL: platform.info.receiverUrl! },
    });
    people = peopleOf(platform);
  });
  after(async () => {
    await otherWorker.close();
    await platform.close();
  });

  let count = 0;
  /** A phone and a user id that nobody has. */
  const fresh = (): Required<MetaIds> => {
    count += 1;
    return { phone: `2783555${String(1000 + count)}`, bsuid: `ZA.83555${1000 + count}` };
  };
  const post = (...messages: object[]) => signedMeta(platform.info.receiverUrl!, metaEnvelope({ messages }));
  const say = async (who: MetaIds, body: string) => {
    const message = textOf(who, body);
    await post(message);
    return people.stored(message.id);
  };
  const follow = async (from: MetaIds, to: MetaIds) => {
    const message = changeOf(from, to);
    await post(message);
    return people.stored(message.id);
  };
  const contactOf = async (address: string) => (await people.contactsOf(address))[0]?.id;
  const e164 = (phone: string) => `+${phone}`;

  it('keeps the contact and its history, gives up the old number, and sends to the new one', async () => {
    const [old, now] = [fresh(), fresh()];
    const before = await say(old, 'before');
    const notice = await follow(old, now);
    const after = await say(now, 'after');
    expect(new Set([before, notice, after].map((message) => message.conversation_id)).size).to.equal(1);
    const contactId = (await contactOf(e164(now.phone)))!;
    expect(await people.addressesOf(contactId)).to.deep.equal(
      [e164(now.phone), `(${old.bsuid})`, now.bsuid].toSorted(),
    );
    const [conversation] = await people.conversationsOf(contactId);
    expect(conversation?.recipient).to.equal(e164(now.phone));
    expect((await people.eventsOf(contactId)).map((event) => event.change)).to.deep.equal(['address_changed']);
  });

  it('says what the notice says once, though it comes twice, and lets a stranger have the old number', async () => {
    const [old, now, stranger] = [fresh(), fresh(), fresh()];
    const mine = await say(old, 'mine');
    await follow(old, now);
    const theirs = await say({ phone: old.phone, bsuid: stranger.bsuid }, 'I got this number');
    await follow(old, now);
    expect(theirs.conversation_id).not.to.equal(mine.conversation_id);
    const contactId = (await contactOf(now.bsuid))!;
    expect(await contactOf(e164(old.phone)))
      .to.equal(await contactOf(stranger.bsuid))
      .and.not.equal(contactId);
    expect(await people.eventsOf(contactId)).to.have.length(1);
  });

  it('does not open the window for what nobody wrote', async () => {
    const [old, now] = [fresh(), fresh()];
    const { conversation_id } = await follow(old, now);
    const { db } = platform.database;
    const query = db.selectFrom('conversations').selectAll().where('id', '=', conversation_id);
    expect((await query.executeTakeFirstOrThrow()).window_expires_at).to.equal(null);
  });

  it('merges the two when the person wrote from the new number before the notice came', async () => {
    const [old, now] = [fresh(), fresh()];
    const before = await say(old, 'before');
    const between = await say(now, 'between');
    expect(between.conversation_id).not.to.equal(before.conversation_id);
    const mergedId = (await contactOf(now.bsuid))!;
    await follow(old, now);
    const after = await say(now, 'after');
    expect(after.conversation_id).to.equal(before.conversation_id);
    expect(await people.bodiesOf(after.conversation_id)).to.deep.equal(['before', 'between', 'changed', 'after']);
    const survivorId = (await contactOf(now.bsuid))!;
    expect(await people.eventsOf(mergedId)).to.deep.equal([
      { contactId: mergedId, change: 'merged', mergedIntoId: survivorId },
    ]);
    const [conversation, ...others] = await people.conversationsOf(survivorId);
    expect(others).to.deep.equal([]);
    expect(conversation).to.include({ unread_count: 4, recipient: e164(now.phone) });
    expect(await people.contactsOf(e164(old.phone))).to.deep.equal([]);
  });

  it('merges whom an organisation knows by phone with whom it knows by user id, once one webhook names both', async () => {
    const who = fresh();
    const byPhone = await say({ phone: who.phone }, 'by phone');
    const byUserId = await say({ bsuid: who.bsuid }, 'by user id');
    expect(byUserId.conversation_id).not.to.equal(byPhone.conversation_id);
    const both = await say(who, 'by both');
    expect(await people.bodiesOf(both.conversation_id)).to.deep.equal(['by phone', 'by user id', 'by both']);
    expect(await contactOf(who.bsuid)).to.equal(await contactOf(e164(who.phone)));
  });

  it('never merges strangers: a phone that changed hands moves to whoever has it now', async () => {
    const [first, second] = [fresh(), fresh()];
    const theirs = await say(first, 'first owner');
    const other = await say({ bsuid: second.bsuid }, 'known by user id');
    const now = await say({ phone: first.phone, bsuid: second.bsuid }, 'second owner');
    expect(now.conversation_id).to.equal(other.conversation_id).and.not.equal(theirs.conversation_id);
    const contactId = (await contactOf(first.bsuid))!;
    expect(await people.addressesOf(contactId)).to.deep.equal([first.bsuid]);
    const recipients = async () => (await people.conversationsOf(contactId)).map(({ recipient }) => recipient);
    expect(await recipients(), 'what is for the first owner does not go to the second').to.deep.equal([first.bsuid]);
    expect(await contactOf(e164(first.phone))).to.equal(await contactOf(second.bsuid));
    expect((await people.eventsOf(contactId)).map((event) => event.change)).to.deep.equal(['address_changed']);
    // And to one whom nobody knew.
    const third = fresh();
    const anew = await say({ phone: first.phone, bsuid: third.bsuid }, 'third owner');
    expect([theirs.conversation_id, other.conversation_id]).not.to.include(anew.conversation_id);
  });

  it('lets a new number be taken from a stranger who had it before', async () => {
    const [me, stranger, next] = [fresh(), fresh(), fresh()];
    const mine = await say(me, 'mine');
    const theirs = await say(stranger, 'theirs');
    await follow(me, { phone: stranger.phone, bsuid: next.bsuid });
    const later = await say({ phone: stranger.phone, bsuid: next.bsuid }, 'mine again');
    expect(later.conversation_id).to.equal(mine.conversation_id).and.not.equal(theirs.conversation_id);
    const strangerId = (await contactOf(stranger.bsuid))!;
    expect(await people.addressesOf(strangerId)).to.deep.equal([stranger.bsuid]);
    const [conversation] = await people.conversationsOf(strangerId);
    expect(conversation?.recipient).to.equal(stranger.bsuid);
  });

  it('takes what comes late from the old number for the person, and does not send there again', async () => {
    const [old, now] = [fresh(), fresh()];
    await say(old, 'first');
    await follow(old, now);
    const late = await say(old, 'sent before, arrived after');
    const contactId = (await contactOf(now.bsuid))!;
    const [conversation] = await people.conversationsOf(contactId);
    expect(late.conversation_id).to.equal(conversation?.id);
    expect(conversation?.recipient).to.equal(e164(now.phone));
    expect(await people.contactsOf(e164(old.phone))).to.deep.equal([]);
  });

  it('follows a person whose number is hidden by user id alone', async () => {
    const [old, now] = [fresh(), fresh()];
    const before = await say({ bsuid: old.bsuid }, 'hidden');
    await follow({ bsuid: old.bsuid }, { bsuid: now.bsuid });
    expect((await say({ bsuid: now.bsuid }, 'still hidden')).conversation_id).to.equal(before.conversation_id);
    const [conversation] = await people.conversationsOf((await contactOf(now.bsuid))!);
    expect(conversation?.recipient).to.equal(now.bsuid);
  });

  it('follows several changes that come at once, in one webhook', async () => {
    const [a, b, c] = [fresh(), fresh(), fresh()];
    const last = textOf(c, 'three');
    await post(textOf(a, 'one'), changeOf(a, b), textOf(b, 'two'), changeOf(b, c), last);
    const { conversation_id } = await people.stored(last.id);
    await people.quiet();
    expect(await people.bodiesOf(conversation_id)).to.deep.equal(['one', 'changed', 'two', 'changed', 'three']);
    const contactId = (await contactOf(c.bsuid))!;
    expect(await people.addressesOf(contactId)).to.deep.equal(
      [e164(c.phone), `(${a.bsuid})`, `(${b.bsuid})`, c.bsuid].toSorted(),
    );
  });

  it('ends with one contact and everything said, however the same notices and messages race', async () => {
    const rounds = Array.from({ length: 6 }, () => [fresh(), fresh()] as const);
    await Promise.all(
      rounds.flatMap(([old, now]) => [
        post(textOf(old, 'o1')),
        post(textOf(now, 'n1')),
        post(changeOf(old, now)),
        post(textOf(now, 'n2')),
        post(changeOf(old, now)),
        post(textOf({ bsuid: now.bsuid }, 'n3')),
        post(textOf({ phone: now.phone }, 'n4')),
      ]),
    );
    await people.quiet();
    const { rows: dead } = await platform.database.pool.query(
      "select output from pgboss.job where name = 'dead-letters'",
    );
    expect(dead).to.deep.equal([]);
    for (const [old, now] of rounds) {
      const contactId = (await contactOf(now.bsuid))!;
      expect(await contactOf(old.bsuid), 'old and new user id').to.equal(contactId);
      expect(await contactOf(e164(now.phone)), 'new phone').to.equal(contactId);
      const conversations = await people.conversationsOf(contactId);
      expect(conversations).to.have.length(1);
      const bodies = await people.bodiesOf(conversations[0]!.id);
      expect(bodies).to.have.members(['changed', 'changed', 'n1', 'n2', 'n3', 'n4', 'o1']);
      expect(conversations[0]).to.include({ unread_count: 7 });
    }
  });

  it('answers what waited in either conversation, each once', async () => {
    const who = fresh();
    await say({ phone: who.phone }, 'to be answered');
    await say({ bsuid: who.bsuid }, 'to be answered too');
    await say(who, 'and this');
    await people.quiet();
    const [conversation] = await people.conversationsOf((await contactOf(who.bsuid))!);
    const query = platform.database.db.selectFrom('messages').select('body').where('direction', '=', 'outbound');
    const answers = await until('three answers', async () => {
      const rows = await query.where('conversation_id', '=', conversation!.id).orderBy('id').execute();
      return rows.length === 3 && rows;
    });
    const bodies = answers.map(({ body }) => body);
    // The first two were said in two conversations, and two workers answer.
    expect(bodies).to.have.members(['[Echo] to be answered', '[Echo] to be answered too', '[Echo] and this']);
    expect(bodies.at(-1)).to.equal('[Echo] and this');
  });

  it('sends what waits behind a message that was under way when its conversation went', async () => {
    const who = fresh();
    await say({ phone: who.phone }, 'by phone');
    await people.quiet();
    for (const person of [e164(who.phone), who.bsuid]) platform.sandbox.openWindow(demoMeta.phoneNumberId, person);
    platform.sandbox.faults.add({ kind: 'slow', ms: 700 }, { operation: 'send', times: 1 });
    await say({ bsuid: who.bsuid }, 'answered slowly');
    await until('its answer is under way', async () => {
      const { rows } = await platform.database.pool.query('select from outbox where lease_until is not null');
      return rows.length > 0;
    });
    await say(who, 'answered after it');
    await platform.sandbox.accepted.waitFor((message) => message.body === '[Echo] answered after it');
    const bodies = platform.sandbox.accepted.list((message) => message.body.startsWith('[Echo] answered'));
    expect(bodies.map(({ body }) => body)).to.have.members(['[Echo] answered slowly', '[Echo] answered after it']);
  });

  it('moves all that hangs on a conversation, keeps what limits the person, and leaves nothing behind', async () => {
    const who = fresh();
    const byPhone = await say({ phone: who.phone }, 'by phone');
    const image = { ...textOf({ bsuid: who.bsuid }, ''), type: 'image', image: { id: '77', mime_type: 'image/png' } };
    await post(image);
    const { conversation_id: fromId, media_ids } = await people.stored(image.id);
    const { db } = platform.database;
    const [kept, gone] = [(await contactOf(e164(who.phone)))!, (await contactOf(who.bsuid))!];
    const optedOutAt = new Date('2026-01-01T00:00:00Z');
    await db.updateTable('contacts').set({ status: 'unregistered' }).where('id', '=', kept).execute();
    const told = { name: 'Sipho', locale: 'zu', opted_out_at: optedOutAt, opt_out_told_at: new Date() };
    await db.updateTable('contacts').set(told).where('id', '=', gone).execute();
    await db.updateTable('conversations').set({ status: 'handed_over' }).where('id', '=', fromId).execute();
    await say(who, 'by both');
    const [contact] = await people.contactsOf(who.bsuid);
    expect(contact).to.deep.include({
      id: kept,
      name: 'Sipho',
      locale: 'zu',
      status: 'active',
      opted_out_at: optedOutAt,
    });
    const [conversation] = await people.conversationsOf(kept);
    expect(conversation).to.include({ id: byPhone.conversation_id, status: 'handed_over' });
    const [file] = await db.selectFrom('media').selectAll().where('id', '=', media_ids![0]!).execute();
    expect(file?.conversation_id).to.equal(byPhone.conversation_id);
    for (const table of ['messages', 'inbox', 'outbox', 'sessions', 'media'] as const) {
      const rows = await db.selectFrom(table).select('conversation_id').where('conversation_id', '=', fromId).execute();
      expect(rows, table).to.deep.equal([]);
    }
  });

  it('of another account with the same user id is somebody else', async () => {
    const who = fresh();
    const { db } = platform.database;
    const [own] = await db.selectFrom('channels').selectAll().where('address', '=', demoMeta.phoneNumberId).execute();
    const other = { ...own!, id: newId(), name: 'another account', account: '200', address: '201' };
    await db.insertInto('channels').values(other).execute();
    await platform.channels.refresh();
    const mine = await say({ bsuid: who.bsuid }, 'here');
    const message = textOf({ bsuid: who.bsuid }, 'there');
    await signedMeta(platform.info.receiverUrl!, {
      ...metaEnvelope({ messages: [message] }, '201'),
    });
    const theirs = await people.stored(message.id);
    expect(theirs.conversation_id).not.to.equal(mine.conversation_id);
    expect(await people.contactsOf(who.bsuid), 'one in each account').to.have.length(2);
  });
});
