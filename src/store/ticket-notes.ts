// What staff and systems note on tickets. Runs under the tenant's row-level security.
import { sql } from 'kysely';
import { idTime } from '../domain/ids.ts';
import type { Trx } from '../platform/db.ts';
import { pageLimit } from './page-limit.ts';

export interface TicketNote {
  id: string;
  ticketId: string;
  author: string | null;
  text: string;
  createdAt: Date;
}

type NoteRow = Omit<TicketNote, 'createdAt'>;

const columns = sql.raw(`id, ticket_id as "ticketId", author, text`);

export async function insertTicketNote(trx: Trx, tenantId: string, note: NoteRow): Promise<void> {
  await trx
    .insertInto('ticket_notes')
    .values({ id: note.id, tenant_id: tenantId, ticket_id: note.ticketId, author: note.author, text: note.text })
    .execute();
}

export async function findTicketNote(trx: Trx, id: string): Promise<TicketNote | undefined> {
  const { rows } = await sql<NoteRow>`select ${columns} from ticket_notes where id = ${id}`.execute(trx);
  return rows.map(withTime)[0];
}

export interface NoteQuery {
  ticketId: string;
  /** Only notes with lower ids. */
  beforeId: string | undefined;
  limit: number;
}

/** Newest first. */
export async function listTicketNotes(trx: Trx, { ticketId, beforeId, limit }: NoteQuery): Promise<TicketNote[]> {
  const { rows } = await sql<NoteRow>`
    select ${columns} from ticket_notes
    where ticket_id = ${ticketId} and ${beforeId === undefined ? sql`true` : sql`id < ${beforeId}::uuid`}
    order by ticket_id desc, id desc limit ${pageLimit(limit)}`.execute(trx);
  return rows.slice(0, limit).map(withTime);
}

function withTime(row: NoteRow): TicketNote {
  return { ...row, createdAt: idTime(row.id) };
}
