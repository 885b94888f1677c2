// OperationsService: where dialogues stand, and ending one.
import { asArray, asObject, asText } from '../../domain/json.ts';
import { lockConversation } from '../../store/conversation-list.ts';
import { clearSession as clearStored, findOpenSession, listSessions as listStored } from '../../store/session-list.ts';
import type { OpenSession } from '../../store/session-list.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { notFound } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { ClearSessionRequest__Output as ClearRequest } from '../gen/switchboard/v1/ClearSessionRequest.ts';
import type { ClearSessionResponse } from '../gen/switchboard/v1/ClearSessionResponse.ts';
import type { ListSessionsRequest__Output as ListRequest } from '../gen/switchboard/v1/ListSessionsRequest.ts';
import type { ListSessionsResponse } from '../gen/switchboard/v1/ListSessionsResponse.ts';
import type { Session } from '../gen/switchboard/v1/Session.ts';
import { pageSize, pageToken, readPageToken, readTimeCursor } from '../pagination.ts';
import { toStruct, toTimestamp } from '../well-known-types.ts';

export const listSessions: UnaryMethod<ListRequest, ListSessionsResponse> = async (api, caller, request) => {
  const { pageSize: _size, pageToken: token, ...asked } = request;
  const query = [caller.tenantId, 'ListSessions', asked];
  const fields = new Fields();
  const flow = fields.text('flow', request.flow, { max: 100 }) || undefined;
  const channelId = fields.optionalId('channel_id', request.channelId);
  const contactId = fields.optionalId('contact_id', request.contactId);
  const limit = pageSize(fields, request.pageSize);
  const after = readTimeCursor(fields, readPageToken(fields, query, token));
  fields.done();
  const now = api.clock.now();
  const found = await inTenant(api, caller, (trx) =>
    listStored(trx, { flow, channelId, contactId, now, after, limit: limit + 1 }),
  );
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const nextPageToken = last ? pageToken(query, [last.cursor.at, last.cursor.id]) : '';
  return { sessions: page.map(toSession), nextPageToken };
};

export const clearSession: UnaryMethod<ClearRequest, ClearSessionResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const id = fields.id('conversation_id', request.conversationId);
  fields.done();
  const session = await inTenant(api, caller, async (trx) => {
    if (!(await lockConversation(trx, id))) throw notFound('conversation', id);
    const open = await findOpenSession(trx, id);
    await clearStored(trx, id);
    return open;
  });
  return { session: session ? toSession(session) : null };
};

function toSession(row: OpenSession): Session {
  return {
    conversationId: row.conversationId,
    channelId: row.channelId,
    contactId: row.contactId,
    flow: row.flow,
    step: row.step,
    data: toStruct(row.data),
    language: row.language,
    choices: asArray(row.offered).map((offered) => {
      const { id, title } = asObject(offered);
      return { id: asText(id), title: asText(title) };
    }),
    startedAt: toTimestamp(row.startedAt),
    updatedAt: toTimestamp(row.updatedAt),
    expiresAt: toTimestamp(row.expiresAt),
  };
}
