// Stores a set of sends in the caller's transaction: who is meant, whether it may be sent, and then message, outbox, job
// and request id together. One statement for each step however many there are; each draft ends by itself.
import { storeContent } from '../domain/content.ts';
import { newId } from '../domain/ids.ts';
import type { Trx } from '../platform/db.ts';
import { claimRequests, findRequests, type RequestRecord } from '../store/api-requests.ts';
import { findConversations } from '../store/conversation-list.ts';
import { findMessages, type StoredMessage } from '../store/history.ts';
import { queueOutbound } from '../store/outbox.ts';
import {
  findQuotable,
  findRecipients,
  listSendingChannels,
  lockForSending,
  markLatestMessage,
  type SendingConversation,
} from '../store/send.ts';
import type { ApiContext, Caller } from './call.ts';
import { cancelled, notFound, Refusal, requestIdReused } from './errors.ts';
import { lookupOf, quoteOf, refusalOf, windowClosed } from './send-rules.ts';
import { sendMethod, type Draft } from './services/send-request.ts';

export type SendResult = StoredMessage | Refusal;

/** Nothing was decided: the send is to be tried by itself. */
export const later = Symbol('later');

/** A draft on its way. Settled once it has a result; the steps work on what is still open. */
interface Send {
  draft: Draft;
  signal: AbortSignal | undefined;
  result: SendResult | typeof later | undefined;
  conversationId: string | undefined;
  /** Set once its lock is held. */
  conversation: SendingConversation | undefined;
  /** External id of the quoted message. */
  replyTo: string | undefined;
  messageId: string;
}

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

// Where one request id comes several times, the first decides and the others are answered like it.
async function store(
  api: Parts,
  trx: Trx,
  tenantId: string,
  sends: readonly Send[],
  locked: 'wait' | 'skip',
): Promise<(SendResult | typeof later)[]> {
  const firsts = new Map<string | Send, Send>();
  for (const send of sends) if (!firsts.has(keyOf(send))) firsts.set(keyOf(send), send);
  const open = () => [...firsts.values()].filter((send) => send.result === undefined);
  await replay(trx, open());
  await nameConversations(trx, open());
  await lock(trx, open(), locked);
  const now = api.clock.now();
  for (const send of open()) {
    send.result = send.signal?.aborted ? cancelled() : refusalOf(send.draft, send.conversation!, now);
  }
  await findQuotes(trx, open());
  await claim(trx, tenantId, open());
  await queue(api, trx, tenantId, open(), now);
  return sends.map((send) => resultOf(send, firsts.get(keyOf(send))!));
}

function keyOf(send: Send): string | Send {
  return send.draft.requestId ?? send;
}

function newSend(draft: Draft, signal: AbortSignal | undefined): Send {
  const conversationId = 'conversationId' in draft.recipient ? draft.recipient.conversationId : undefined;
  return {
    draft,
    signal,
    result: undefined,
    conversationId,
    conversation: undefined,
    replyTo: undefined,
    messageId: '',
  };
}

function resultOf(send: Send, { draft, result = later }: Send): SendResult | typeof later {
  const gone = send.draft !== draft && result instanceof Refusal && result.kind === 'cancelled';
  if (result === later || gone) return later;
  return send.draft.bodyHash.equals(draft.bodyHash) ? result : requestIdReused(send.draft.requestId);
}

/** Settles those whose request id was answered before. */
async function replay(trx: Trx, sends: readonly Send[]): Promise<void> {
  const requestIds = sends.flatMap(({ draft }) => draft.requestId ?? []);
  const records = await findRequests(trx, requestIds);
  if (records.size === 0) return;
  const messages = await findMessages(
    trx,
    [...records.values()].map((record) => record.resourceId),
  );
  for (const send of sends) {
    const record = records.get(send.draft.requestId ?? '');
    if (record) send.result = answerAgain(send.draft, record, messages);
  }
}

function answerAgain(draft: Draft, record: RequestRecord, messages: Map<string, StoredMessage>): SendResult {
  if (record.method !== sendMethod || !record.bodyHash.equals(draft.bodyHash)) return requestIdReused(draft.requestId);
  return messages.get(record.resourceId) ?? notFound('message', record.resourceId);
}

/** For those that name a contact or a phone: the channel, then the conversation. */
async function nameConversations(trx: Trx, sends: readonly Send[]): Promise<void> {
  const named = sends.filter((send) => send.conversationId === undefined);
  if (named.length === 0) return;
  const channels = await listSendingChannels(trx);
  const lookups = named.flatMap((send) => {
    const lookup = lookupOf(send.draft, channels);
    if (lookup instanceof Refusal) send.result = lookup;
    return lookup instanceof Refusal ? [] : [{ send, lookup }];
  });
  const recipients = await findRecipients(
    trx,
    lookups.map(({ lookup }) => lookup),
  );
  for (const [index, { send, lookup }] of lookups.entries()) {
    const { contactId, conversationId } = recipients[index]!;
    send.conversationId = conversationId;
    if (conversationId !== undefined) continue;
    // Nobody there has written on this channel: no window, and nothing but free text to send. A conversation would have
    // to be made here for content that needs no window.
    const unknown = contactId === undefined && lookup.contactId !== undefined;
    send.result = unknown ? notFound('contact', lookup.contactId ?? '') : windowClosed('');
  }
}

async function lock(trx: Trx, sends: readonly Send[], locked: 'wait' | 'skip'): Promise<void> {
  const conversations = await lockForSending(trx, idsOf(sends), locked);
  for (const send of sends) send.conversation = conversations.get(send.conversationId ?? '');
  const without = sends.filter((send) => !send.conversation);
  // Skipped and absent ones look alike.
  const held = locked === 'skip' ? await findConversations(trx, idsOf(without)) : new Map<string, unknown>();
  for (const send of without) {
    const id = send.conversationId ?? '';
    send.result = held.has(id) ? later : notFound('conversation', id);
  }
}

function idsOf(sends: readonly Send[]): string[] {
  return sends.flatMap((send) => send.conversationId ?? []);
}

async function findQuotes(trx: Trx, sends: readonly Send[]): Promise<void> {
  const quoting = sends.filter(({ draft }) => draft.replyToId !== undefined);
  const quotable = await findQuotable(
    trx,
    quoting.map(({ draft }) => draft.replyToId ?? ''),
  );
  for (const send of quoting) {
    const quote = quoteOf(quotable.get(send.draft.replyToId ?? ''), send.draft.replyToId ?? '', send.conversationId);
    if (quote instanceof Refusal) send.result = quote;
    else send.replyTo = quote;
  }
}

/** Takes the request ids. One that another call took meanwhile is answered as that call was. */
async function claim(trx: Trx, tenantId: string, sends: readonly Send[]): Promise<void> {
  // Ids are made under the locks, so that those of one conversation are in the order in which it gets its messages.
  for (const send of sends) send.messageId = newId();
  const records = sends.flatMap(({ draft: { requestId, bodyHash }, messageId }) =>
    requestId === undefined ? [] : [{ requestId, method: sendMethod, bodyHash, resourceId: messageId }],
  );
  const claimed = await claimRequests(trx, tenantId, records);
  const lost = sends.filter(({ draft }) => draft.requestId !== undefined && !claimed.has(draft.requestId));
  if (lost.length > 0) await replay(trx, lost);
}

async function queue(
  api: Pick<ApiContext, 'queue'>,
  trx: Trx,
  tenantId: string,
  sends: readonly Send[],
  now: Date,
): Promise<void> {
  const accepted = sends.flatMap((send) => (send.conversation ? [{ ...send, conversation: send.conversation }] : []));
  if (accepted.length === 0) return;
  await queueOutbound(
    trx,
    accepted.map(({ messageId, conversation, draft, replyTo }) => ({
      id: messageId,
      tenantId,
      conversationId: conversation.id,
      channelId: conversation.channelId,
      content: draft.content,
      ...(replyTo === undefined ? {} : { replyTo }),
    })),
  );
  const conversationIds = [...new Set(accepted.map(({ conversation }) => conversation.id))];
  await markLatestMessage(trx, conversationIds, now);
  await api.queue.enqueue(
    trx,
    conversationIds.map((conversationId) => ({ queue: 'outbound', data: { conversationId } })),
  );
  for (const send of sends) if (send.conversation) send.result = queued(send, send.conversation);
}

/** The message as it was just stored. */
function queued(send: Send, { id, contactId, channelId }: SendingConversation): StoredMessage {
  const { draft, messageId, replyTo = null } = send;
  const times = { providerAt: null, acceptedAt: null, sentAt: null, deliveredAt: null, readAt: null, playedAt: null };
  return {
    ...storeContent(draft.content),
    ...times,
    id: messageId,
    conversationId: id,
    contactId,
    channelId,
    direction: 'outbound',
    status: 'queued',
    failedAt: null,
    errorCode: null,
    errorKind: null,
    errorText: null,
    externalId: null,
    causedById: null,
    replyTo,
    replyToId: replyTo === null ? null : (draft.replyToId ?? null),
  };
}
