// Drains the mailboxes of conversations: each one locked, its messages in order through its flow, and session, replies and
// effects written set-based for the whole batch. A message that fails stops its own conversation only.
import { chooseLanguage } from '../../domain/language.ts';
import type { NextJob } from '../../domain/job.ts';
import { asObject } from '../../domain/json.ts';
import { textLimit } from '../../domain/message.ts';
import { recipientZone } from '../../domain/schedule/recipient-zone.ts';
import { runConversation } from '../../intake/engine.ts';
import { newSession } from '../../intake/session.ts';
import type { Trx } from '../../platform/db.ts';
import type { Channel } from '../../store/channels.ts';
import { lockSpokenConversations, type SpokenConversation } from '../../store/conversations.ts';
import { inboxPageSize, listPending, type PendingMessage } from '../../store/inbox.ts';
import { findSessions, type StoredSession } from '../../store/sessions.ts';
import type { JobContext, JobDefinition } from '../job.ts';
import { askModel } from './ask-model.ts';
import type { Handled } from './handled.ts';
import { answerLookups, type Asker } from './lookups.ts';
import { answerReply, takeReminderReplies, type TakenReply } from './reminder-replies.ts';
import { readSession } from './stored-session.ts';
import { followUps, write } from './write.ts';

export const intakeJob: JobDefinition<'intake'> = {
  batchSize: 100,
  retryLimit: 10,
  expireInSeconds: 15,
  busy: true,
  start: (context) => ({
    handle: async (jobs, trx) => ({
      next: await drain(
        context,
        trx,
        jobs.map((job) => job.data.conversationId),
      ),
    }),
  }),
};

async function drain(context: JobContext, trx: Trx, conversationIds: string[]): Promise<NextJob[]> {
  const conversations = await lockSpokenConversations(trx, [...new Set(conversationIds)]);
  const ids = conversations.map((conversation) => conversation.id);
  const mail = Map.groupBy(await listPending(trx, ids), (message) => message.conversationId);
  if (mail.size === 0) return [];
  const { answered, left, unread } = split(conversations, mail);
  const replies = await takeReminderReplies(context, trx, conversations, mail);
  const sessions = await findSessions(trx, [...mail.keys()]);
  const begun = answered.map((one) =>
    begin(context, one, mail.get(one.id)!, sessions.get(one.id), replies.get(one.id)),
  );
  const asking = begun.flatMap((one) => ('asker' in one ? [one.asker] : []));
  const runs = await answerLookups(context, trx, asking);
  const handled = begun.map((one) => ('asker' in one ? { ...one.handled, run: runs.get(one.asker)! } : one));
  await write(context, trx, handled, left);
  const asked = await askModel(trx, handled);
  return [...handled.flatMap((one) => followUps(context, one)), ...asked, ...unread];
}

/**
 * A conversation handed over to a person keeps its messages in the history; intake leaves them alone. What it did not even
 * read must not wait to be answered when the conversation is given back.
 */
function split(conversations: SpokenConversation[], mail: Map<string, PendingMessage[]>) {
  const withMail = conversations.filter(({ id }) => mail.has(id));
  const answered = withMail.filter(({ status }) => status !== 'handed_over');
  const handedOver = withMail.filter(({ status }) => status === 'handed_over');
  const left = handedOver.flatMap(({ id }) => mail.get(id)!);
  const unread = handedOver
    .filter(({ id }) => mail.get(id)!.length === inboxPageSize)
    .map(({ id: conversationId }): NextJob => ({ queue: 'intake', data: { conversationId } }));
  return { answered, left, unread };
}

type Begun = Handled | { asker: Asker; handled: Omit<Handled, 'run'> };

function begin(
  context: JobContext,
  conversation: SpokenConversation,
  mail: PendingMessage[],
  stored: StoredSession | undefined,
  reply: TakenReply | undefined,
): Begun {
  const channel = context.channels.findById(conversation.channelId);
  const flow = channel && context.flows.get(channel.flow);
  const language = chooseLanguage(conversation);
  const at = reply ? mail.findIndex(({ id }) => id === reply.messageId) : mail.length;
  // What comes first is answered first, by the flow or in its place.
  const messages = at === 0 ? mail : mail.slice(0, at);
  const timeZone = recipientZone(conversation);
  const handled = {
    conversation,
    flow: flow?.name ?? '',
    bare: flow?.bare ?? false,
    language,
    timeZone,
    messages,
    hasMore: messages.length < mail.length || mail.length === inboxPageSize,
  };
  if (!channel || !flow) {
    const reason = channel ? `no flow is named ${channel.flow}` : 'the channel is gone';
    return { ...handled, run: { failure: { messageId: messages[0]!.id, error: new Error(reason) } } };
  }
  const session = stored && readSession(stored, flow.name);
  const now = context.clock.now();
  if (reply && at === 0) {
    const unfinished = mail.length > 1;
    const given = { session: session ?? newSession(language, now), language, timeZone, unfinished };
    return { ...handled, run: answerReply(reply, given) };
  }
  const run = runConversation({
    flow,
    flowNames: context.flows,
    session: flow.bare ? undefined : session,
    messages: messages.map((message) => withParts(context, channel, message)),
    now,
    language,
    timeZone,
    textLimit: textLimit[channel.provider],
    replyOptions: conversation.replyOptions,
  });
  return { asker: { conversation, messages, run }, handled };
}

function withParts(context: JobContext, channel: Channel, message: PendingMessage) {
  const parts = context.providers[channel.provider].readParts(message.kind, asObject(message.payload));
  return { ...message, ...parts };
}
