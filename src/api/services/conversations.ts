// MessagingService: the list of conversations, and marking one read.
import type { ConversationStatus } from '../../domain/contact.ts';
import { isId } from '../../domain/ids.ts';
import { listConversations as listStored, markRead } from '../../store/conversation-list.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { notFound } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { ListConversationsRequest__Output as ListRequest } from '../gen/switchboard/v1/ListConversationsRequest.ts';
import type { ListConversationsResponse } from '../gen/switchboard/v1/ListConversationsResponse.ts';
import type { MarkConversationReadRequest__Output as MarkRequest } from '../gen/switchboard/v1/MarkConversationReadRequest.ts';
import type { MarkConversationReadResponse } from '../gen/switchboard/v1/MarkConversationReadResponse.ts';
import { pageSize, pageToken, readPageToken } from '../pagination.ts';
import { conversationStatuses, findNamed, toConversation } from '../resources.ts';

export const listConversations: UnaryMethod<ListRequest, ListConversationsResponse> = async (api, caller, request) => {
  const { pageSize: _size, pageToken: token, ...asked } = request;
  const query = [caller.tenantId, 'ListConversations', asked];
  const fields = new Fields();
  const statuses = readStatuses(fields, request.statuses);
  const channelId = fields.optionalId('channel_id', request.channelId);
  const limit = pageSize(fields, request.pageSize);
  const after = readCursor(fields, readPageToken(fields, query, token));
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

function readCursor(fields: Fields, cursor: string[] | undefined) {
  if (!cursor) return undefined;
  const [at = '', id = ''] = cursor;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(at) || !isId(id)) fields.wrong('page_token', 'is not a token');
  return { at, id };
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
