// MessagingService: a conversation's or a contact's messages, newest first.
import { idFloor } from '../../domain/ids.ts';
import type { Direction } from '../../domain/message.ts';
import { listMessages, type HistorySubject } from '../../store/history.ts';
import { readPhone } from '../addresses.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { notFound } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { QueryHistoryRequest__Output as Request } from '../gen/switchboard/v1/QueryHistoryRequest.ts';
import type { QueryHistoryResponse } from '../gen/switchboard/v1/QueryHistoryResponse.ts';
import { pageSize, pageToken, readPageToken } from '../pagination.ts';
import { toMessage } from '../resources.ts';

export const queryHistory: UnaryMethod<Request, QueryHistoryResponse> = async (api, caller, request) => {
  const { pageSize: _size, pageToken: token, ...asked } = request;
  const query = [caller.tenantId, 'QueryHistory', asked];
  const fields = new Fields();
  const key = readSubject(fields, request);
  const range = readRange(fields, request);
  const direction = readDirection(fields, request.direction);
  const limit = pageSize(fields, request.pageSize);
  const [beforeId = range.beforeId] = readPageToken(fields, query, token) ?? [];
  fields.done();
  const found = await inTenant(api, caller, async (trx) => {
    const subject = 'phone' in key ? { phone: await readPhone(trx, 'phone', key.phone) } : key;
    // One more than asked for tells whether there is a next page.
    return listMessages(trx, { subject, direction, fromId: range.fromId, beforeId, limit: limit + 1 });
  });
  if (!found) throw notFound('conversationId' in key ? 'conversation' : 'contact', '');
  const messages = found.slice(0, limit);
  const last = found.length > limit ? messages.at(-1) : undefined;
  return { messages: messages.map(toMessage), nextPageToken: last ? pageToken(query, [last.id]) : '' };
};

function readSubject(fields: Fields, request: Request): HistorySubject {
  switch (request.subject) {
    case 'conversationId':
      return { conversationId: fields.id('conversation_id', request.conversationId ?? '') };
    case 'contactId':
      return { contactId: fields.id('contact_id', request.contactId ?? '') };
    case 'phone':
      return { phone: fields.text('phone', request.phone ?? '', { min: 1, max: 40 }) };
    case undefined:
    default:
      fields.wrong('subject', 'is required: conversation_id, contact_id or phone');
      return { phone: '' };
  }
}

// What the 48 bits of an id can say.
const lastMs = 2 ** 48 - 1;

/** Times of storing as ids: a message's time is the beginning of its id. */
function readRange(fields: Fields, request: Request): { fromId: string; beforeId: string } {
  const start = fields.instant('start_time', request.startTime)?.getTime() ?? 0;
  const end = fields.instant('end_time', request.endTime)?.getTime() ?? lastMs;
  if (end < start) fields.wrong('end_time', 'is before start_time');
  return { fromId: floorOf(start), beforeId: floorOf(end) };
}

function floorOf(ms: number): string {
  return idFloor(new Date(Math.min(Math.max(ms, 0), lastMs)));
}

function readDirection(fields: Fields, direction: Request['direction']): Direction | undefined {
  switch (direction) {
    case 'DIRECTION_UNSPECIFIED':
      return undefined;
    case 'DIRECTION_INBOUND':
      return 'inbound';
    case 'DIRECTION_OUTBOUND':
      return 'outbound';
    // A number that this version does not name arrives as it is.
    default:
      fields.wrong('direction', 'is not a direction');
      return undefined;
  }
}
