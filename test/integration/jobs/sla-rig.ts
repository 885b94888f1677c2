// Tickets with clocks, and a clock to move.
import { newId } from '../../../src/domain/ids.ts';
import { slaTimes, type TicketStatus } from '../../../src/domain/ticket.ts';
import type { JobContext } from '../../../src/jobs/job.ts';
import { slaClock } from '../../../src/jobs/upkeep/sla.ts';
import { createMetrics, type Metrics } from '../../../src/platform/metrics.ts';
import type { Platform } from '../../support/platform.ts';
import { makePeople, type Person } from '../../support/sending.ts';

export interface SlaRig {
  metrics: Metrics;
  /** One turn of the task, at that many minutes from now. */
  turn(minutes?: number): Promise<void>;
  /** A ticket made now, with so many minutes (or none) to settle it. Returns its id. */
  ticket(values?: { minutes?: number; status?: TicketStatus; number?: string }): Promise<string>;
  setStatus(id: string, status: TicketStatus): Promise<void>;
  /** What a change of its severity does. */
  setMinutes(id: string, minutes: number): Promise<void>;
  row(id: string): Promise<{ warned_at: Date | null; breached_at: Date | null; due_at: Date | null }>;
  /** What watchers were told of it, in order. */
  changes(id: string): Promise<string[]>;
  reporter: Person;
}

let numbers = 0;

export async function slaRig(platform: Platform): Promise<SlaRig> {
  const { db } = platform.database;
  const channel = platform.channels.enabledOf('meta')[0]!;
  const [reporter] = await makePeople(db, channel, 1);
  const { tenantId, contactId, conversationId } = reporter!;
  const metrics = createMetrics();
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  const timesOf = (minutes: number) => {
    const { warnAt, dueAt } = slaTimes(new Date(), minutes);
    return { warn_at: warnAt, due_at: dueAt };
  };

  return {
    metrics,
    reporter: reporter!,
    turn: async (minutes = 0) => {
      const context = { clock: { now: () => at(minutes) }, metrics };
      await db.transaction().execute((trx) => slaClock.run(context as unknown as JobContext, trx));
    },
    ticket: async ({ minutes, status = 'open', number = `DEF-${(numbers += 1)}` } = {}) => {
      const id = newId();
      await db
        .insertInto('tickets')
        .values({
          id,
          tenant_id: tenantId,
          number,
          kind: 'defect',
          status,
          description: 'broken',
          contact_id: contactId,
          conversation_id: conversationId,
          created_at: new Date(),
          updated_at: new Date(),
          ...(minutes === undefined ? {} : timesOf(minutes)),
        })
        .execute();
      return id;
    },
    setStatus: async (id, status) => {
      await db.updateTable('tickets').set({ status }).where('id', '=', id).execute();
    },
    setMinutes: async (id, minutes) => {
      await db.updateTable('tickets').set(timesOf(minutes)).where('id', '=', id).execute();
    },
    row: (id) =>
      db
        .selectFrom('tickets')
        .select(['warned_at', 'breached_at', 'due_at'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    changes: async (id) => {
      const query = db.selectFrom('events').select('data').where('type', '=', 'ticket_changed').orderBy('id');
      const rows = (await query.execute()).map(({ data }) => data as { ticketId: string; change: string });
      return rows.filter(({ ticketId }) => ticketId === id).map(({ change }) => change);
    },
  };
}
