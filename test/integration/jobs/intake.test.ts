// Intake: mailboxes drained in order, sessions kept, effects carried out, and a message that fails hurts only its own conversation.
import { expect } from 'chai';
import type { Flow, FlowState } from '../../../src/intake/flow.ts';
import { echoFlow } from '../../../src/intake/flows/echo.ts';
import { extract } from '../../../src/intake/lookups.ts';
import { catalogues } from '../../../src/intake/locales/index.ts';
import { flowMap } from '../../../src/intake/registry.ts';
import { metaEnvelope, metaText, signedMeta } from '../../support/meta.ts';
import { metaVia, startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';

const noon = new Date('2026-06-01T12:00:00Z');

/**
 * Counts what a person says; `boom` throws, `read` asks a language model, `human` hands over, `bye` ends the dialogue, `when`
 * is told a time.
 */
const trial: Flow<FlowState & { data: { said: string[] } }> = {
  name: 'trial',
  expiresAfterMs: 3600_000,
  help: 'dialogue.commands',
  start: () => ({ step: 'listening', data: { said: [] } }),
  parseState(stored) {
    const said = (stored as { data?: { said?: unknown } } | null)?.data?.said;
    return Array.isArray(said) ? { step: 'listening', data: { said: said.map(String) } } : undefined;
  },
  *ask() {
    return [];
  },
  *step({ state, message, say }) {
    const { text } = message;
    if (text === 'when') return { state, replies: [{ kind: 'text', text: say('menu.due', { due: noon }) }] };
    if (text === 'boom') throw new Error('a bug');
    if (text === 'read' && (yield* extract(message))) throw new Error('no model is configured');
    const said = [...state.data.said, text];
    const replies = [{ kind: 'text' as const, text: said.join(' ') }];
    const next = { step: 'listening', data: { said } };
    if (text === 'human') return { state: next, replies, effects: [{ type: 'hand_over', reason: 'asked for' }] };
    return { state: text === 'bye' ? undefined : next, replies };
  },
};

describe('intake', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform({ overrides: { flows: flowMap([trial, echoFlow]) } });
    await platform.database.db.updateTable('channels').set({ flow: 'trial' }).execute();
    // Far from where the phones are.
    await platform.database.db.updateTable('tenants').set({ time_zone: 'America/Mexico_City' }).execute();
    await platform.channels.refresh();
  });
  after(() => platform.close());

  let people = 0;
  const newPhone = () => {
    people += 1;
    return platform.sandbox.phone(`+2786000${String(1000 + people)}`, { bsuid: null });
  };
  const conversationOf = (recipient: string) =>
    platform.database.db
      .selectFrom('conversations')
      .selectAll()
      .where('recipient', '=', recipient)
      .executeTakeFirstOrThrow();
  const mailOf = (id: string) =>
    platform.database.db
      .selectFrom('inbox')
      .selectAll()
      .where('conversation_id', '=', id)
      .orderBy('message_id')
      .execute();

  it('keeps the session from message to message, and ends it when the flow does', async () => {
    const phone = newPhone();
    for (const text of ['one', 'two']) {
      await phone.send({ via: metaVia, text });
      await phone.waitForMessage(({ text: reply }) => reply.endsWith(text));
    }
    expect(phone.inbox.map(({ text }) => text)).to.deep.equal(['one', 'one two']);
    const { id } = await conversationOf(phone.number);
    const session = await platform.database.db
      .selectFrom('sessions')
      .selectAll()
      .where('conversation_id', '=', id)
      .executeTakeFirst();
    expect(session).to.deep.include({
      flow: 'trial',
      step: 'listening',
      data: { said: ['one', 'two'] },
      language: 'en',
    });
    await phone.send({ via: metaVia, text: 'bye' });
    await phone.waitForMessage(({ text }) => text === 'one two bye');
    await phone.send({ via: metaVia, text: 'new' });
    await phone.waitForMessage(({ text }) => text === 'new');
  });

  it('goes by when a person wrote, not by when that is handled', async () => {
    const phone = newPhone();
    await phone.send({ via: metaVia, text: 'one' });
    await phone.waitForMessage(({ text }) => text === 'one');
    const { id } = await conversationOf(phone.number);
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3600_000);
    const over = platform.database.db.updateTable('sessions').set({ expires_at: hoursAgo(1) });
    await over.where('conversation_id', '=', id).execute();
    const late = metaText('wamid.held-up', 'two', phone.number.slice(1), Math.floor(hoursAgo(2).getTime() / 1000));
    await signedMeta(platform.info.receiverUrl!, metaEnvelope({ messages: [late] }));
    await phone.waitForMessage(({ text }) => text === 'one two');
  });

  it('says times by the contact’s clock, else by that of their country', async () => {
    const phone = newPhone();
    await phone.send({ via: metaVia, text: 'when' });
    await phone.waitForMessage(({ text }) => text.includes('2:00'));
    const { contact_id: id } = await conversationOf(phone.number);
    await platform.database.db.updateTable('contacts').set({ time_zone: 'Asia/Tokyo' }).where('id', '=', id).execute();
    await phone.send({ via: metaVia, text: 'when' });
    await phone.waitForMessage(({ text }) => text.includes('9:00'));
  });

  it('stores no session for a bare flow, and leaves the one before it to its time', async () => {
    const [newcomer, known] = [newPhone(), newPhone()];
    const sessionOf = async (number: string) => {
      const { id } = await conversationOf(number);
      const query = platform.database.db.selectFrom('sessions').selectAll().where('conversation_id', '=', id);
      return query.executeTakeFirst();
    };
    const setFlow = async (flow: string) => {
      await platform.database.db.updateTable('channels').set({ flow }).execute();
      await platform.channels.refresh();
    };
    await known.send({ via: metaVia, text: 'one' });
    await known.waitForMessage();
    const before = await sessionOf(known.number);
    await setFlow('echo');
    for (const phone of [newcomer, known]) {
      await phone.send({ via: metaVia, text: 'again' });
      await phone.waitForMessage(({ text }) => text === '[Echo] again');
    }
    expect(await sessionOf(newcomer.number)).to.equal(undefined);
    expect(await sessionOf(known.number)).to.deep.equal(before);
    await setFlow('trial');
    await known.send({ via: metaVia, text: 'two' });
    await known.waitForMessage(({ text }) => text === 'one two');
  });

  it('waits for no language model where none is configured', async () => {
    const phone = newPhone();
    await phone.send({ via: metaVia, text: 'read' });
    await phone.waitForMessage(({ text }) => text === 'read');
    const { rows } = await platform.database.pool.query(`select from pgboss.job where name = 'extraction'`);
    expect(rows).to.deep.equal([]);
  });

  it('hands a conversation over to a person: announced, and left alone from then on', async () => {
    const phone = newPhone();
    await phone.send({ via: metaVia, text: 'human' });
    await phone.waitForMessage();
    const { id, status } = await conversationOf(phone.number);
    expect(status).to.equal('handed_over');
    const events = await platform.database.db
      .selectFrom('events')
      .select('type')
      .where('conversation_id', '=', id)
      .execute();
    expect(events.map(({ type }) => type)).to.include('conversation_handed_over');
    const { externalId } = await phone.send({ via: metaVia, text: 'for the person' });
    await until('it is stored and out of the mailbox', async () => {
      const stored = await platform.database.db
        .selectFrom('messages')
        .select('id')
        .where('external_id', '=', externalId)
        .executeTakeFirst();
      return stored && (await mailOf(id)).length === 0;
    });
    expect(phone.inbox).to.have.length(1);
  });

  it('leaves none of the mail of a handed-over conversation behind, however much comes at once', async () => {
    const phone = newPhone();
    await phone.send({ via: metaVia, text: 'human' });
    await phone.waitForMessage(({ text }) => text === 'human');
    const { id } = await conversationOf(phone.number);
    const messages = Array.from({ length: 90 }, (_, n) =>
      metaText(`wamid.many-${n}`, `part ${n}`, phone.number.slice(1)),
    );
    await signedMeta(platform.info.receiverUrl!, metaEnvelope({ messages }));
    await until('all are there', async () => {
      const { unread_count: unread } = await conversationOf(phone.number);
      return unread === 91;
    });
    await until('none waits', async () => (await mailOf(id)).length === 0, 3_000);
  });

  it('stops only the conversation whose message fails, and sets the message aside after its attempts', async () => {
    const [broken, other] = [newPhone(), newPhone()];
    await broken.send({ via: metaVia, text: 'boom' });
    await other.send({ via: metaVia, text: 'fine' });
    await other.waitForMessage(({ text }) => text === 'fine');
    const { id } = await until('its conversation', () => conversationOf(broken.number).catch(() => undefined));
    const [waiting] = await until('a failed attempt', async () => {
      const mail = await mailOf(id);
      return mail[0] && mail[0].attempts > 0 && mail;
    });
    expect(waiting).to.include({ last_error: 'Error: a bug', dead_at: null });
    // The last attempt: the next wake-up sets it aside, and the conversation goes on without it.
    await platform.database.db.updateTable('inbox').set({ attempts: 4 }).where('conversation_id', '=', id).execute();
    await broken.send({ via: metaVia, text: 'still there?' });
    await broken.waitForMessage(({ text }) => text === 'still there?');
    expect(broken.inbox.map(({ text }) => text)).to.deep.equal([catalogues.en['dialogue.not_kept'], 'still there?']);
    const mail = await mailOf(id);
    expect(mail).to.have.length(1);
    expect(mail[0]?.dead_at).to.be.instanceOf(Date);
  });

  it('answers once however often it is woken', async () => {
    const phone = newPhone();
    await phone.send({ via: metaVia, text: 'hello' });
    await phone.waitForMessage();
    const { id } = await conversationOf(phone.number);
    const wake = { queue: 'intake', data: { conversationId: id } } as const;
    await platform.database.db.transaction().execute((trx) =>
      platform.queue.enqueue(
        trx,
        Array.from({ length: 20 }, () => wake),
      ),
    );
    await platform.database.db
      .transaction()
      .execute((trx) =>
        platform.queue.enqueue(trx, [
          { queue: 'intake', data: { conversationId: '01890000-0000-7000-8000-00000000dead' } },
        ]),
      );
    await until('no wake-up waits', async () => {
      const { rows } = await platform.database.pool.query(
        "select from pgboss.job where name = 'intake' and state < 'completed' and start_after <= now()",
      );
      return rows.length === 0;
    });
    expect(phone.inbox).to.have.length(1);
  });
});
