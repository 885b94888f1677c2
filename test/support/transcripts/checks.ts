// What a transcript says is stored: `! subject [name] key=value …`. Values may hold … and captures; with blanks they stand in
// double quotes.
import { isDeepStrictEqual } from 'node:util';
import { codeKey } from '../../../src/domain/order.ts';
import { asObject, asText } from '../../../src/domain/json.ts';
import type { Database } from '../../../src/platform/db.ts';
import { filled, fits, type Captures } from './match.ts';

interface About {
  db: Database;
  tenantId: string;
  /** Of the person the line names. */
  contactId: string;
}

const answers: ReadonlySet<string> = new Set(['confirmed', 'reschedule_requested', 'declined']);

/** What is known of the subject, by key; a string is all that there is to say. */
type Facts = string | { [key: string]: string };

const subjects: Readonly<Record<string, (about: About, name: string) => Promise<Facts>>> = {
  /** `! ticket {ticket} kind=defect severity=high status=open photos=2 order=PO-1001` */
  ticket: async ({ db, tenantId }, number) => {
    const ticket = await db
      .selectFrom('tickets')
      .leftJoin('orders', 'orders.id', 'tickets.order_id')
      .selectAll('tickets')
      .select('orders.number as order')
      .where('tickets.tenant_id', '=', tenantId)
      .where('tickets.number', '=', number)
      .executeTakeFirst();
    if (!ticket) return 'none';
    const {
      kind,
      status,
      severity,
      category,
      description,
      language,
      machine_code: machine,
      media_ids: photos,
    } = ticket;
    const { text, latitude, longitude } = asObject(ticket.place);
    const facts = { kind, status, severity, category, description, language, machine, order: ticket.order };
    return said({ ...facts, photos: photos.length, place: text, latitude, longitude });
  },
  /** `! tickets 1`: of all people of the transcript. */
  tickets: async ({ db, tenantId }) => {
    const tickets = await db.selectFrom('tickets').select('id').where('tenant_id', '=', tenantId).execute();
    return String(tickets.length);
  },
  /** `! order PO-1001 status=on_hold held={ticket}` */
  order: async ({ db, tenantId }, number) => {
    const order = await db
      .selectFrom('orders')
      .select(['status', 'held_for as held'])
      .where('tenant_id', '=', tenantId)
      .where('key', '=', codeKey(number))
      .executeTakeFirst();
    return order ? said(order) : 'none';
  },
  /** `! status handed_over`: of the conversation. */
  status: async ({ db, contactId }) => {
    const conversations = db.selectFrom('conversations').select('status').where('contact_id', '=', contactId);
    return (await conversations.executeTakeFirst())?.status ?? 'none';
  },
  /** `! session none`, or `! session flow=menu step=severity language=fr` */
  session: async ({ db, contactId }) => {
    const session = await db
      .selectFrom('sessions')
      .innerJoin('conversations', 'conversations.id', 'sessions.conversation_id')
      .select(['flow', 'step', 'language'])
      .where('contact_id', '=', contactId)
      .where('step', 'is not', null)
      .executeTakeFirst();
    return session ? said(session) : 'none';
  },
  /**
   * `! reminder Firulais answer=confirmed told=confirmed`: the newest of the person, or of those with these words; `told` are
   * the answers that watchers heard of, in order.
   */
  reminder: async ({ db, contactId }, words) => {
    const rows = await db
      .selectFrom('reminders')
      .innerJoin('reminder_occurrences as o', 'o.reminder_id', 'reminders.id')
      .select(['reminders.id', 'content', 'o.answer'])
      .where('contact_id', '=', contactId)
      .orderBy('o.id')
      .execute();
    const reminder = rows.findLast(({ content }) => JSON.stringify(content).includes(words));
    if (!reminder) return 'none';
    const events = await db
      .selectFrom('events')
      .select('data')
      .where('type', '=', 'reminder_changed')
      .orderBy('id')
      .execute();
    const told = events.flatMap(({ data }) => {
      const { reminderId, change } = asObject(data);
      return reminderId === reminder.id && answers.has(asText(change)) ? [asText(change)] : [];
    });
    return said({ answer: reminder.answer, told: told.join(',') || 'none' });
  },
  /** `! event conversation_handed_over count=1` */
  event: async ({ db, tenantId }, type) => {
    const events = await db
      .selectFrom('events')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('type', '=', type as 'conversation_handed_over')
      .execute();
    return said({ count: events.length });
  },
};

/** Throws an Error that says what is there instead. */
export async function check(words: string, about: About, captures: Captures): Promise<void> {
  const [subject = '', ...rest] = words.match(/[^\s="]+(?:=(?:"[^"]*"|\S*))?/g) ?? [];
  const factsOf = subjects[subject];
  if (!factsOf) throw new Error(`what can be checked is ${Object.keys(subjects).join(', ')}`);
  const wanted = rest.filter((word) => word.includes('=')).map((word) => word.split(/=(.*)/s));
  const name = rest.find((word) => !word.includes('=')) ?? '';
  const facts = await factsOf(about, filled(name, captures));
  if (typeof facts === 'string' || wanted.length === 0) {
    if (!isDeepStrictEqual(facts, name) || wanted.length > 0) throw new Error(`there is ${shown(facts)}`);
    return;
  }
  const wrong = wanted.filter(([key = '', value = '']) => {
    if (!(key in facts)) throw new Error(`${subject} knows no ${key}, only ${Object.keys(facts).join(', ')}`);
    return !fits(value.replaceAll('"', ''), facts[key]!, captures);
  });
  if (wrong.length > 0) throw new Error(`there is ${shown(facts)}`);
}

/** What is null is said as `none`. */
function said(row: object): { [key: string]: string } {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value ?? 'none')]));
}

function shown(facts: Facts): string {
  if (typeof facts === 'string') return facts;
  return Object.entries(facts)
    .map(([key, value]) => `${key}=${/\s/.test(value) ? `"${value}"` : value}`)
    .join(' ');
}
