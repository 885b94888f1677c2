// MessagingService: the list of conversations, marking one read, and closing one.
import type { ConversationStatus } from '../../domain/contact.ts';
import {
  closeConversation as closeStored,
  listConversations as listStored,
  lockConversation,
  markRead,
} from '../../store/conversation-list.ts';
import { recordEvents } from '../../store/events.ts';
import { clearSession } from '../../store/session-list.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { notFound } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { CloseConversationRequest__Output as CloseRequest } from '../gen/switchboard/v1/CloseConversationRequest.ts';
import type { CloseConversationResponse } from '../gen/switchboard/v1/CloseConversationResponse.ts';
import type { ListConversationsRequest__Output as ListRequest } from '../gen/switchboard/v1/ListConversationsRequest.ts';
import type { ListConversationsResponse } from '../gen/switchboard/v1/ListConversationsResponse.ts';
import type { MarkConversationReadRequest__Output as MarkRequest } from '../gen/switchboard/v1/MarkConversationReadRequest.ts';
import type { MarkConversationReadResponse } from '../gen/switchboard/v1/MarkConversationReadResponse.ts';
import { pageSize, pageToken, readPageToken, readTimeCursor } from '../pagination.ts';
import { conversationStatuses, findNamed, toConversation } from '../resources.ts';

export const listConversations: UnaryMethod<ListRequest, ListConversationsResponse> = async (api, caller, request) => {
  const { pageSize: _size, pageToken: token, ...asked } = request;
  const query = [caller.tenantId, 'ListConversations', asked];
  const fields = new Fields();
  const statuses = readStatuses(fields, request.statuses);
  const channelId = fields.optionalId('channel_id', request.channelId);
  const limit = pageSize(fields, request.pageSize);
  const after = readTimeCursor(fields, readPageToken(fields, query, token));
  fields.done();
  const { unreadOnly } = request;
  const found = await inTenant(api, caller, (trx) =>
    listStored(trx, { statuses, channelId, unreadOnly, after, limit: limit + 1 }),
  );
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const nextPageToken = last ? pageToken(query, [last.cursor.at, last.cursor.id]) : '';
  return { conversations: page.map(toConversation), nextPageToken };
};

function readStatuses(fields: Fields, statuses: ListRequest['statuses']): ConversationStatus[] {
  return statuses.flatMap((status, index) => {
    const known = findNamed(conversationStatuses, status);
    if (!known) fields.wrong(`statuses[${index}]`, 'is not a conversation status');
    return known ?? [];
  });
}

export const markConversationRead: UnaryMethod<MarkRequest, MarkConversationReadResponse> = async (
  api,
  caller,
  request,
) => {
  const fields = new Fields();
  const id = fields.id('conversation_id', request.conversationId);
  fields.done();
  const conversation = await inTenant(api, caller, async (trx) => {
    const marked = await markRead(trx, id);
    if (marked) await api.queue.enqueue(trx, [{ queue: 'read-marks', data: { conversationId: id } }]);
    return marked;
  });
  if (!conversation) throw notFound('conversation', id);
  return { conversation: toConversation(conversation) };
};

export const closeConversation: UnaryMethod<CloseRequest, CloseConversationResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const id = fields.id('conversation_id', request.conversationId);
  fields.done();
  const conversation = await inTenant(api, caller, async (trx) => {
    const before = await lockConversation(trx, id);
    if (!before) throw notFound('conversation', id);
    await clearSession(trx, id);
    if (before.status === 'closed') return before;
    await closeStored(trx, id);
    await recordEvents(trx, [{ tenantId: caller.tenantId, type: 'conversation_closed', conversationId: id, data: {} }]);
    return { ...before, status: 'closed' as const };
  });
  return { conversation: toConversation(conversation) };
};
