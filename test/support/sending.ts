// Many people to write to, and messages on their way to them, put straight into the database: what tests of sending at
// scale begin with.
import { sql } from 'kysely';
import { newId } from '../../src/domain/ids.ts';
import type { OutboundContent } from '../../src/domain/message.ts';
import type { Database } from '../../src/platform/db.ts';
import type { Queue } from '../../src/platform/queue.ts';
import type { AcceptedMessage } from '../../src/sandbox/accepted.ts';
import { lockConversations } from '../../src/store/conversations.ts';
import { queueOutbound, type NewOutbound } from '../../src/store/outbox.ts';

export interface Person {
  number: string;
  tenantId: string;
  contactId: string;
  conversationId: string;
  channelId: string;
}

let made = 0;

/** New people with a conversation each. @param windowMs how long free text may be sent to them; negative: not any more. */
export async function makePeople(
  db: Database,
  channel: { id: string; tenantId: string },
  count: number,
  windowMs = 3600_000,
): Promise<Person[]> {
  const people = Array.from({ length: count }, () => {
    made += 1;
    const number = `+2784${String(1_000_000 + made)}`;
    return { number, tenantId: channel.tenantId, contactId: newId(), conversationId: newId(), channelId: channel.id };
  });
  const rows = JSON.stringify(people);
  await db.transaction().execute(async (trx) => {
    const given = sql`json_to_recordset(${rows}::text::json)
      as r("number" text, "tenantId" uuid, "contactId" uuid, "conversationId" uuid, "channelId" uuid)`;
    await sql`insert into contacts (id, tenant_id) select "contactId", "tenantId" from ${given}`.execute(trx);
    await sql`insert into contact_addresses (tenant_id, contact_id, kind, value)
      select "tenantId", "contactId", 'phone', "number" from ${given}`.execute(trx);
    await sql`insert into conversations (id, tenant_id, channel_id, contact_id, recipient, window_expires_at)
      select "conversationId", "tenantId", "channelId", "contactId", "number", ${new Date(Date.now() + windowMs)} from ${given}`.execute(
      trx,
    );
  });
  return people;
}

type Extras = Pick<NewOutbound, 'bulk' | 'despiteOptOut'>;

/** Queues one message to each person (or several to one who is named several times), in order. Returns their ids. */
export async function queueTo(
  { db, queue }: { db: Database; queue: Queue },
  people: readonly Person[],
  content: (n: number) => OutboundContent,
  extras: Extras = {},
): Promise<string[]> {
  const messages = people.map(({ tenantId, conversationId, channelId }, n) => {
    return { id: newId(), tenantId, conversationId, channelId, content: content(n), ...extras };
  });
  const conversationIds = [...new Set(people.map(({ conversationId }) => conversationId))];
  await db.transaction().execute(async (trx) => {
    await lockConversations(trx, conversationIds);
    await queueOutbound(trx, messages);
    await queue.enqueue(
      trx,
      conversationIds.map((conversationId) => ({
        queue: 'outbound',
        data: { conversationId },
        ...(extras.bulk ? { priority: -1 } : {}),
      })),
    );
  });
  return messages.map(({ id }) => id);
}

export function text(prefix: string): (n: number) => OutboundContent {
  return (n) => ({ kind: 'text', text: `${prefix} ${n}` });
}

/** The most messages that were accepted within any one second. */
export function mostInASecond(accepted: readonly Pick<AcceptedMessage, 'at'>[]): number {
  const times = accepted.map(({ at }) => at).toSorted((a, b) => a - b);
  let first = 0;
  let most = 0;
  times.forEach((time, n) => {
    while (times[first]! <= time - 1000) first += 1;
    most = Math.max(most, n - first + 1);
  });
  return most;
}
