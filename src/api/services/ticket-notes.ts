// TicketService: what staff note on tickets.
import { newId } from '../../domain/ids.ts';
import { recordEvents } from '../../store/events.ts';
import { findTicketNote, insertTicketNote, listTicketNotes as listStored } from '../../store/ticket-notes.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { Fields } from '../fields.ts';
import type { AddTicketNoteRequest__Output as AddRequest } from '../gen/switchboard/v1/AddTicketNoteRequest.ts';
import type { AddTicketNoteResponse } from '../gen/switchboard/v1/AddTicketNoteResponse.ts';
import type { ListTicketNotesRequest__Output as ListRequest } from '../gen/switchboard/v1/ListTicketNotesRequest.ts';
import type { ListTicketNotesResponse } from '../gen/switchboard/v1/ListTicketNotesResponse.ts';
import { pageSize, pageToken, readPageToken } from '../pagination.ts';
import { toTicketNote } from '../ticket-resources.ts';
import { askedOf, claimRequest, findEarlier } from './repeats.ts';
import { ticketChanged } from './ticket-updates.ts';
import { getStoredTicket, readTicketKey } from './tickets.ts';

const longestNote = 4_000;
const longestAuthor = 200;

export const addTicketNote: UnaryMethod<AddRequest, AddTicketNoteResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const key = readTicketKey(fields, request);
  const author = fields.text('author', request.author, { max: longestAuthor }) || null;
  const text = fields.text('text', request.text, { min: 1, max: longestNote });
  fields.requestId('request_id', request.requestId);
  fields.done();
  const { tenantId } = caller;
  const asked = askedOf('AddTicketNote', request);
  const note = await inTenant(api, caller, async (trx) => {
    const ticket = await getStoredTicket(trx, key);
    const earlier = await findEarlier(trx, asked);
    if (earlier) return findTicketNote(trx, earlier.resourceId);
    const id = newId();
    await claimRequest(trx, tenantId, asked, { resourceId: id });
    await insertTicketNote(trx, tenantId, { id, ticketId: ticket.id, author, text });
    await recordEvents(trx, [ticketChanged(tenantId, ticket, 'note_added')]);
    return findTicketNote(trx, id);
  });
  return { note: note ? toTicketNote(note) : null };
};

export const listTicketNotes: UnaryMethod<ListRequest, ListTicketNotesResponse> = async (api, caller, request) => {
  const { pageSize: _size, pageToken: token, ...asked } = request;
  const query = [caller.tenantId, 'ListTicketNotes', asked];
  const fields = new Fields();
  const key = readTicketKey(fields, request);
  const limit = pageSize(fields, request.pageSize);
  const beforeId = readPageToken(fields, query, token)?.[0];
  fields.done();
  const found = await inTenant(api, caller, async (trx) => {
    const { id: ticketId } = await getStoredTicket(trx, key);
    return listStored(trx, { ticketId, beforeId, limit: limit + 1 });
  });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { notes: page.map(toTicketNote), nextPageToken: last ? pageToken(query, [last.id]) : '' };
};
