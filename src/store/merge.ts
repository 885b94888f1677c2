// Contacts that turn out to be one person become one: the survivor gets their addresses and conversations, and where both
// have one on a channel, the history of both is in the survivor's from then on. The merged contact's row goes: every
// reference to it moves, and what was not moved in time fails on the foreign key and is done again, instead of hanging on
// a row that nobody looks at. Watchers are told which contact it became.
//
// Whoever adds a table that refers to contacts or conversations adds a line here. Events stay as they were told: they name
// messages, which are found in their new place.
import { sql } from 'kysely';
import type { ContactStatus } from '../domain/contact.ts';
import { RowConflict, type Trx } from '../platform/db.ts';
import type { Person } from './people.ts';

/** `survivorId`: the oldest of them, which others have known longest. */
export interface Merge {
  tenantId: string;
  survivorId: string;
  mergedIds: readonly string[];
}

export interface MergeResult {
  person: Person;
  mergedIds: readonly string[];
  conversations: Joined[];
}

/**
 * A conversation that got the mail of others: to be woken, also when what is under way on a lease has ended, and when what
 * is held is held no longer.
 */
interface Joined {
  id: string;
  leaseUntil: Date | null;
  holdUntil: Date | null;
}

/**
 * Throws RowConflict when one of them was merged meanwhile: the work is to be run again. Locks are taken in one order by
 * all: conversations by id, then contacts by id.
 * @param alsoLock contacts whose conversations the transaction is going to lock anyway.
 */
export async function mergeContacts(
  trx: Trx,
  merges: readonly Merge[],
  alsoLock: readonly string[] = [],
): Promise<MergeResult[]> {
  const involved = merges.flatMap(({ survivorId, mergedIds }) => [survivorId, ...mergedIds]);
  await lockPeople(trx, involved, alsoLock);
  const results: MergeResult[] = [];
  for (const merge of merges) {
    const conversations = new Map<string, Joined>();
    for (const mergedId of merge.mergedIds) {
      for (const joined of await absorb(trx, merge, mergedId)) conversations.set(joined.id, joined);
    }
    results.push({
      person: await readPerson(trx, merge),
      mergedIds: merge.mergedIds,
      conversations: [...conversations.values()],
    });
  }
  return results;
}

async function lockPeople(trx: Trx, contactIds: readonly string[], alsoLock: readonly string[]): Promise<void> {
  await sql`select from conversations where contact_id = any(${[...contactIds, ...alsoLock]}::uuid[])
    order by id for update`.execute(trx);
  // From here on no conversation can be opened with them: that needs the contact's row.
  const { rows } =
    await sql`select from contacts where id = any(${[...contactIds]}::uuid[]) order by id for update`.execute(trx);
  if (rows.length !== new Set(contactIds).size) throw new RowConflict('the contact was merged meanwhile');
}

async function absorb(trx: Trx, { tenantId, survivorId }: Merge, mergedId: string) {
  await sql`update contact_addresses set contact_id = ${survivorId}
    where tenant_id = ${tenantId} and contact_id = ${mergedId}`.execute(trx);
  const { rows: pairs } = await sql<{ from: string; into: string | null }>`
    select c.id as "from", s.id as "into" from conversations c
    left join conversations s on s.channel_id = c.channel_id and s.contact_id = ${survivorId}
    where c.contact_id = ${mergedId} order by c.id`.execute(trx);
  const conversations: Joined[] = [];
  for (const { from, into } of pairs) {
    if (into === null) await sql`update conversations set contact_id = ${survivorId} where id = ${from}`.execute(trx);
    else conversations.push(await joinConversations(trx, from, into));
  }
  await joinContacts(trx, mergedId, survivorId);
  return conversations;
}

async function joinConversations(trx: Trx, from: string, into: string): Promise<Joined> {
  await sql`update media set conversation_id = ${into} where id in (
    select unnest(media_ids) from messages where conversation_id = ${from} and media_ids is not null)`.execute(trx);
  await sql`update messages set conversation_id = ${into} where conversation_id = ${from}`.execute(trx);
  await sql`update inbox set conversation_id = ${into} where conversation_id = ${from}`.execute(trx);
  await sql`update outbox set conversation_id = ${into} where conversation_id = ${from}`.execute(trx);
  await joinSessions(trx, from, into);
  await sql`update tickets set conversation_id = ${into} where conversation_id = ${from}`.execute(trx);
  await sql`
    update conversations c set
      unread_count = c.unread_count + o.unread_count,
      recipient = case when o.last_message_at > c.last_message_at then o.recipient else c.recipient end,
      reply_options = case when o.last_message_at > c.last_message_at then o.reply_options else c.reply_options end,
      last_message_at = greatest(c.last_message_at, o.last_message_at),
      window_expires_at = greatest(c.window_expires_at, o.window_expires_at),
      pair_next_at = greatest(c.pair_next_at, o.pair_next_at),
      -- Who was with a person stays with them.
      status = (select s from unnest(array['handed_over', 'active', 'pending', 'closed']) with ordinality as known (s, rank)
        where s in (c.status, o.status) order by rank limit 1)
    from conversations o where c.id = ${into} and o.id = ${from}`.execute(trx);
  await sql`delete from conversations where id = ${from}`.execute(trx);
  const { rows } = await sql<Joined>`
    select ${into}::uuid as id, (select max(lease_until) from outbox where conversation_id = ${into}) as "leaseUntil",
      (select max(hold_until) from inbox where conversation_id = ${into}) as "holdUntil"`.execute(trx);
  return rows[0]!;
}

/** Of two dialogues the one that is under way is the one the person is in; of two such, the one that went on last. */
async function joinSessions(trx: Trx, from: string, into: string): Promise<void> {
  const rank = (row: 's' | 'o') =>
    sql.raw(
      `(${row}.step is not null and coalesce(${row}.expires_at > now(), true), ${row}.updated_at, ${row}.conversation_id)`,
    );
  await sql`delete from sessions s using sessions o
    where s.conversation_id in (${from}, ${into}) and o.conversation_id in (${from}, ${into})
      and ${rank('o')} > ${rank('s')}`.execute(trx);
  await sql`update sessions set conversation_id = ${into} where conversation_id = ${from}`.execute(trx);
}

// What limits what may be said to the person, or who may enter, holds for both. Only `unregistered` gives way to what
// somebody decided.
async function joinContacts(trx: Trx, mergedId: string, survivorId: string): Promise<void> {
  await sql`
    update contacts c set
      name = coalesce(c.name, o.name),
      locale = coalesce(c.locale, o.locale),
      time_zone = coalesce(c.time_zone, o.time_zone),
      status = case when c.status = 'unregistered' then o.status when o.status = 'inactive' then o.status else c.status end,
      opted_out_at = coalesce(c.opted_out_at, o.opted_out_at),
      marketing_opted_out_at = coalesce(c.marketing_opted_out_at, o.marketing_opted_out_at),
      opt_out_told_at = greatest(c.opt_out_told_at, o.opt_out_told_at),
      registration_prompted_at = greatest(c.registration_prompted_at, o.registration_prompted_at),
      updated_at = now()
    from contacts o where c.id = ${survivorId} and o.id = ${mergedId}`.execute(trx);
  await sql`update tickets set contact_id = ${survivorId} where contact_id = ${mergedId}`.execute(trx);
  await sql`update reminders set contact_id = ${survivorId} where contact_id = ${mergedId}`.execute(trx);
  await joinMemberships(trx, mergedId, survivorId);
  await sql`delete from contacts where id = ${mergedId}`.execute(trx);
}

// Who was in a group twice is in it once.
async function joinMemberships(trx: Trx, mergedId: string, survivorId: string): Promise<void> {
  await sql`
    update recipient_group_members m set contact_id = ${survivorId} where contact_id = ${mergedId} and not exists (
      select from recipient_group_members o where o.group_id = m.group_id and o.contact_id = ${survivorId})`.execute(
    trx,
  );
  await sql`delete from recipient_group_members where contact_id = ${mergedId}`.execute(trx);
}

async function readPerson(trx: Trx, { tenantId, survivorId }: Merge): Promise<Person> {
  const row = await trx
    .selectFrom('contacts')
    .select(['status', 'opted_out_at', 'locale'])
    .where('id', '=', survivorId)
    .executeTakeFirstOrThrow();
  const status: ContactStatus = row.status;
  return { contactId: survivorId, tenantId, status, optedOut: row.opted_out_at !== null, locale: row.locale };
}
