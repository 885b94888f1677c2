// Every flow, whatever anybody does, through the whole system at both providers: nothing fails, everything that is said can be
// sent, there is always a way on, and one confirmation makes one ticket, however often it comes.
import { expect } from 'chai';
import fc from 'fast-check';
import { flows } from '../../src/intake/registry.ts';
import { anyAct, cardNumber, type Act } from '../support/anybody.ts';
import { inPool } from '../support/transcripts/pool.ts';
import { openSharedStage, type Stage } from '../support/transcripts/stage.ts';
import { Visitor } from '../support/visitor.ts';

const people = 12;
const wide = 6;
const first: Act = { act: 'choose', at: 0, by: 'tap' };

/** What gets a ticket made when nothing comes between: so that some walks get there. */
const purposes: { readonly [flow: string]: readonly Act[] } = {
  menu: [
    first,
    { act: 'write', text: 'PO-1001' },
    first,
    first,
    { act: 'write', text: 'scratched' },
    first,
    first,
    first,
  ],
  report: [
    { act: 'write', text: 'There is a huge pothole in front of 12 Main Road, cars swerve' },
    first,
    first,
    first,
  ],
};

/** Runs the same walks again: `DIALOGUES_SEED=… npx mocha test/e2e/dialogues.property.test.ts`. */
const seed = Number(process.env['DIALOGUES_SEED'] ?? Math.trunc(Math.random() * 2 ** 31));

// In all fewer messages than are taken for a flood.
const asides = fc.array(fc.option(anyAct, { freq: 1 }), { minLength: 8, maxLength: 8 });

interface Walk {
  flow: string;
  /** Acts that come in one go, one go after the other. */
  bursts: Act[][];
}

/** The first person has no asides, and gets what they came for. */
function walksOf(flow: string): Walk[] {
  const purpose = purposes[flow] ?? [];
  return fc.sample(asides, { seed, numRuns: people }).map((acts, person) => ({
    flow,
    bursts: acts.map((aside, n) => [...(aside && person > 0 ? [aside] : []), ...purpose.slice(n, n + 1)]),
  }));
}

const speaking = [...flows.values()].filter(({ bare }) => !bare);

for (const provider of ['meta', 'twilio'] as const) {
  describe(`dialogues with anybody, over ${provider}, by seed ${seed}`, function dialogues() {
    this.timeout(300_000);
    let stage: Stage;
    let visits: Map<Walk, Promise<void>>;
    before(async () => {
      stage = await openSharedStage(provider);
      visits = visitAll(stage);
    });
    /** Every walk has come to its end, however it ended. */
    const allOver = () => Promise.allSettled(visits.values());
    after(async () => {
      await allOver();
      await stage.close();
    });

    for (const { name } of speaking) {
      it(`${name}: all are answered, and have a way on`, async () => {
        await Promise.all([...visits].flatMap(([{ flow }, outcome]) => (flow === name ? outcome : [])));
      });
    }

    it('made one ticket of each confirmation, and told of it once', async () => {
      await allOver();
      const { db } = stage.platform.database;
      const tickets = await db
        .selectFrom('tickets')
        .innerJoin('messages', 'messages.id', 'tickets.caused_by_id')
        .select(['tickets.id', 'tickets.number', 'tickets.conversation_id', 'messages.reply_to'])
        .select('messages.conversation_id as confirmed_in')
        .execute();
      expect(tickets, 'tickets').not.to.deep.equal([]);
      for (const { number, conversation_id: id, confirmed_in: there } of tickets) expect(there, number).to.equal(id);
      // What was tapped is known by the message that it stood under.
      const questions = tickets.flatMap(({ reply_to: question }) => question ?? []);
      expect(questions.toSorted()).to.deep.equal([...new Set(questions)].toSorted());
      const events = await db.selectFrom('events').select('data').where('type', '=', 'ticket_changed').execute();
      const told = events.map(({ data }) => data as { ticketId: string; change: string });
      const created = told.flatMap(({ ticketId, change }) => (change === 'created' ? ticketId : []));
      expect(created.toSorted()).to.deep.equal(tickets.map(({ id }) => id).toSorted());
    });

    it('left nothing behind: no dead job, no reply withheld, no card number', async () => {
      await allOver();
      const { db, pool } = stage.platform.database;
      const { rows: dead } = await pool.query("select data, output from pgboss.job where name = 'dead-letters'");
      expect(dead).to.deep.equal([]);
      const bad = stage.platform.logLines.filter((line) =>
        /"level":(50|60)|a reply was withheld|flow failed/.test(line),
      );
      expect(bad).to.deep.equal([]);
      const kept = [
        await db.selectFrom('sessions').selectAll().execute(),
        await db.selectFrom('tickets').selectAll().execute(),
      ];
      expect(JSON.stringify(kept)).not.to.include(cardNumber);
    });
  });
}

/** All walks of all flows, a few at a time. */
function visitAll(stage: Stage): Map<Walk, Promise<void>> {
  const walks = speaking.flatMap(({ name }) => walksOf(name));
  return inPool(walks, wide, async (walk) => {
    try {
      await visit(stage, walk);
    } catch (error) {
      throw new Error(`${(error as Error).message}: ${JSON.stringify(walk)}`, { cause: error });
    }
  });
}

async function visit(stage: Stage, { flow, bursts }: Walk): Promise<void> {
  const visitor = new Visitor(stage.platform, stage.viaOf(flow));
  await visitor.write('hello');
  for (const burst of bursts) {
    for (const act of burst) await visitor.act(act);
    await visitor.settled();
  }
  await endHandOver(stage, visitor);
  for (const command of ['help', 'menu', 'cancel']) {
    const before = (await visitor.settled()).length;
    await visitor.write(command);
    expect((await visitor.settled()).length, `answers to ${command}`).to.be.greaterThan(before);
  }
  const session = await stage.platform.database.db
    .selectFrom('sessions')
    .innerJoin('conversations', 'conversations.id', 'sessions.conversation_id')
    .select('step')
    .where('recipient', '=', visitor.number)
    .executeTakeFirst();
  expect(session?.step ?? null, 'cancel ends').to.equal(null);
}

/** The person who took over has closed it. */
async function endHandOver({ platform }: Stage, { number }: Visitor): Promise<void> {
  const { db } = platform.database;
  const over = db.updateTable('conversations').set({ status: 'closed' }).where('status', '=', 'handed_over');
  await over.where('recipient', '=', number).execute();
}
