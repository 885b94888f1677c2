// Stores a set of sends in the caller's transaction: who is meant, whether it may be sent, and then message, outbox, job
// and request id together. One statement for each step however many there are; each draft ends by itself.
import { mediaIdsOf, storeContent } from '../../domain/content.ts';
import { newId } from '../../domain/ids.ts';
import type { NextJob } from '../../domain/job.ts';
import type { OutboundContent } from '../../domain/message.ts';
import type { Trx } from '../../platform/db.ts';
import { claimRequests, findRequests, type RequestRecord } from '../../store/api-requests.ts';
import { beginConversations } from '../../store/beginnings.ts';
import { findConversations } from '../../store/conversation-list.ts';
import { findMessages, type StoredMessage } from '../../store/history.ts';
import { queueOutbound } from '../../store/outbox.ts';
import { findQuotable, lockForSending, markLatestMessage } from '../../store/send.ts';
import type { ApiContext, Caller } from '../call.ts';
import { cancelled, notFound, Refusal, requestIdReused } from '../errors.ts';
import { sendMethod, type Draft } from '../services/send-request.ts';
import { checkChannels, takeFiles } from './files.ts';
import { nameConversations } from './recipients.ts';
import { isPlaced, later, newSend, partsOf, type Placed, type Send, type SendResult } from './send.ts';
import { reactionTo, referenceTo, refusalOf } from './send-rules.ts';
import { checkTemplates } from './templates.ts';

type Parts = Pick<ApiContext, 'queue' | 'clock'>;

/** Results in the order of the drafts. Waits for conversations that somebody else holds. */
export async function storeSends(
  api: Parts,
  trx: Trx,
  tenantId: string,
  drafts: readonly Draft[],
): Promise<SendResult[]> {
  const sends = drafts.map((draft) => newSend(draft, undefined));
  const results = await store(api, trx, tenantId, sends, 'wait');
  return results.map((result) => {
    if (result === later) throw new Error('a send was left without a result');
    return result;
  });
}

/**
 * Results of sends of several callers, in order. Waits for nobody: what concerns a conversation that somebody else holds
 * is left for later. Callers that went away send nothing.
 */
export async function storeFreeSends(
  api: Parts,
  trx: Trx,
  tenantId: string,
  given: readonly { draft: Draft; caller: Pick<Caller, 'signal'> }[],
): Promise<(SendResult | typeof later)[]> {
  const sends = given.map(({ draft, caller }) => newSend(draft, caller.signal));
  return store(api, trx, tenantId, sends, 'skip');
}

// Where one request id comes several times, the first that may be sent has it, as if each came by itself.
async function store(
  api: Parts,
  trx: Trx,
  tenantId: string,
  sends: readonly Send[],
  locked: 'wait' | 'skip',
): Promise<(SendResult | typeof later)[]> {
  const open = () => sends.filter((send) => send.result === undefined);
  const placed = () => open().filter(isPlaced);
  await replay(trx, open());
  await nameConversations(trx, tenantId, open());
  await lock(trx, open(), locked);
  const now = api.clock.now();
  for (const send of placed()) send.result = send.signal?.aborted ? cancelled() : refusalOf(send, now);
  await checkChannels(trx, placed());
  await checkTemplates(trx, tenantId, placed());
  await findReferences(trx, placed(), now);
  await claim(trx, tenantId, placed());
  const firsts = firstsOf(placed());
  const first = [...firsts.values()];
  await beginConversations(
    trx,
    first.flatMap(({ begins }) => begins ?? []),
  );
  await queue(api, trx, tenantId, first, now);
  for (const send of placed()) send.result = repeated(send, firsts.get(keyOf(send))!);
  return sends.map(({ result = later }) => result);
}

function firstsOf(sends: readonly Placed[]): Map<string | Send, Placed> {
  const firsts = new Map<string | Send, Placed>();
  for (const send of sends) if (!firsts.has(keyOf(send))) firsts.set(keyOf(send), send);
  return firsts;
}

function keyOf(send: Send): string | Send {
  return send.draft.requestId ?? send;
}

function repeated({ draft }: Send, first: Send): SendResult | typeof later | undefined {
  return draft.bodyHash.equals(first.draft.bodyHash) ? first.result : requestIdReused(draft.requestId);
}

/** Settles those whose request id was answered before. */
async function replay(trx: Trx, sends: readonly Send[]): Promise<void> {
  const requestIds = sends.flatMap(({ draft }) => draft.requestId ?? []);
  const records = await findRequests(trx, requestIds);
  if (records.size === 0) return;
  const messages = await findMessages(trx, [...records.values()].flatMap(idsOf));
  for (const send of sends) {
    const record = records.get(send.draft.requestId ?? '');
    if (record) send.result = answerAgain(send.draft, record, messages);
  }
}

function idsOf({ resourceId, moreIds = [] }: RequestRecord): string[] {
  return [resourceId, ...moreIds];
}

function answerAgain(draft: Draft, record: RequestRecord, messages: Map<string, StoredMessage>): SendResult {
  if (record.method !== sendMethod || !record.bodyHash.equals(draft.bodyHash)) return requestIdReused(draft.requestId);
  const found = idsOf(record).flatMap((id) => messages.get(id) ?? []);
  return found.length > 0 ? found : notFound('message', record.resourceId);
}

/** Those of sends that begin a conversation are nobody else's yet. */
async function lock(trx: Trx, sends: readonly Send[], locked: 'wait' | 'skip'): Promise<void> {
  const known = sends.filter(({ begins }) => begins === undefined);
  const conversations = await lockForSending(trx, conversationIdsOf(known), locked);
  for (const send of known) send.conversation = conversations.get(send.conversationId ?? '');
  const without = known.filter((send) => !send.conversation);
  // Skipped and absent ones look alike.
  const held =
    locked === 'skip' ? await findConversations(trx, conversationIdsOf(without)) : new Map<string, unknown>();
  for (const send of without) {
    const id = send.conversationId ?? '';
    send.result = held.has(id) ? later : notFound('conversation', id);
  }
}

function conversationIdsOf(sends: readonly Send[]): string[] {
  return sends.flatMap((send) => send.conversationId ?? []);
}

/** The messages that sends quote or react to. */
async function findReferences(trx: Trx, sends: readonly Placed[], now: Date): Promise<void> {
  const ids = sends.flatMap(({ draft }) => draft.replyToId ?? draft.reactionToId ?? []);
  const found = await findQuotable(trx, ids);
  for (const send of sends) {
    const { replyToId, reactionToId } = send.draft;
    if (replyToId !== undefined) {
      const quote = referenceTo(found.get(replyToId), replyToId, send.conversationId);
      if (quote instanceof Refusal) send.result = quote;
      else send.replyTo = quote;
    }
    if (reactionToId !== undefined && send.content.kind === 'reaction') {
      const to = reactionTo(found.get(reactionToId), reactionToId, send.conversationId, now);
      if (to instanceof Refusal) send.result = to;
      else send.content = { ...send.content, to };
    }
  }
}

/** Takes the request ids. One that another call took meanwhile is answered as that call was. */
async function claim(trx: Trx, tenantId: string, sends: readonly Placed[]): Promise<void> {
  // Ids are made under the locks, so that those of one conversation are in the order in which it gets its messages.
  for (const send of sends) send.messageIds = partsOf(send).map(() => newId());
  const firsts = [...firstsOf(sends).values()];
  const records = firsts.flatMap(({ draft: { requestId, bodyHash }, messageIds: [resourceId, ...moreIds] }) =>
    requestId === undefined ? [] : [{ requestId, method: sendMethod, bodyHash, resourceId: resourceId!, moreIds }],
  );
  const claimed = await claimRequests(trx, tenantId, records);
  const lost = sends.filter(({ draft }) => draft.requestId !== undefined && !claimed.has(draft.requestId));
  if (lost.length > 0) await replay(trx, lost);
}

async function queue(
  api: Pick<ApiContext, 'queue'>,
  trx: Trx,
  tenantId: string,
  sends: readonly Placed[],
  now: Date,
): Promise<void> {
  if (sends.length === 0) return;
  const mediaIds = await takeFiles(trx, tenantId, sends);
  const parts = sends.flatMap((send) => partsOf(send).map((content, index) => ({ send, content, index })));
  await queueOutbound(
    trx,
    parts.map(({ send: { messageIds, conversation, replyTo, body, draft }, content, index }) => ({
      id: messageIds[index]!,
      tenantId,
      conversationId: conversation.id,
      channelId: conversation.channelId,
      content,
      bulk: draft.bulk,
      ...(body === undefined ? {} : { body }),
      ...(replyTo === undefined || index > 0 ? {} : { replyTo }),
    })),
  );
  const conversationIds = [...new Set(sends.map(({ conversation }) => conversation.id))];
  await markLatestMessage(trx, conversationIds, now);
  const waitedFor = new Set(sends.filter(({ draft }) => !draft.bulk).map(({ conversation }) => conversation.id));
  await api.queue.enqueue(trx, [
    ...mediaIds.map((mediaId): NextJob => ({ queue: 'media', data: { mediaId } })),
    ...conversationIds.map((conversationId): NextJob => {
      const priority = waitedFor.has(conversationId) ? {} : { priority: -1 };
      return { queue: 'outbound', data: { conversationId }, ...priority };
    }),
  ]);
  await settle(trx, sends);
}

async function settle(trx: Trx, sends: readonly Placed[]): Promise<void> {
  const withFiles = sends.filter(({ content }) => mediaIdsOf(content).length > 0);
  const stored = await findMessages(
    trx,
    withFiles.flatMap(({ messageIds }) => messageIds),
  );
  for (const send of sends) {
    send.result = partsOf(send).map(
      (content, index) => stored.get(send.messageIds[index]!) ?? queued(send, content, index),
    );
  }
}

/** The message as it was just stored. */
function queued({ draft, conversation, messageIds, body, replyTo }: Placed, content: OutboundContent, index: number) {
  const quoted = index === 0 ? replyTo : undefined;
  const times = { providerAt: null, acceptedAt: null, sentAt: null, deliveredAt: null, readAt: null, playedAt: null };
  return {
    ...storeContent(content, body),
    ...times,
    id: messageIds[index]!,
    conversationId: conversation.id,
    contactId: conversation.contactId,
    channelId: conversation.channelId,
    direction: 'outbound',
    status: 'queued',
    failedAt: null,
    errorCode: null,
    errorKind: null,
    errorText: null,
    externalId: null,
    causedById: null,
    replyTo: quoted ?? null,
    replyToId: quoted === undefined ? null : (draft.replyToId ?? null),
    replyId: null,
    fallbackForId: null,
    media: [],
  } satisfies StoredMessage;
}
