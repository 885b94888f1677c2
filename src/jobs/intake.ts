// Drains the mailboxes of conversations: each one locked, its messages in order through its flow, and session, replies and
// effects written set-based for the whole batch. A message that fails stops its own conversation only.
import type { ConversationStatus } from '../domain/contact.ts';
import { newId } from '../domain/ids.ts';
import type { NextJob } from '../domain/job.ts';
import { textLimit } from '../domain/message.ts';
import type { Json } from '../domain/webhook.ts';
import { runConversation, type ConversationRun } from '../intake/engine.ts';
import type { Trx } from '../platform/db.ts';
import {
  clearReplyOptions,
  lockConversations,
  setConversationStatuses,
  type LockedConversation,
} from '../store/conversations.ts';
import { recordEvents } from '../store/events.ts';
import {
  inboxPageSize,
  listPending,
  recordInboxFailures,
  removeHandled,
  type MailboxEntry,
  type PendingMessage,
} from '../store/inbox.ts';
import { queueOutbound } from '../store/outbox.ts';
import { endSessions, findSessions, saveSessions } from '../store/sessions.ts';
import type { JobContext, JobDefinition } from './job.ts';

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

// A flow is pure, so a failure is a bug: a few attempts in case the code is mended meanwhile, then the message is set aside.
const maxAttempts = 5;
const retryDelayMs = [1_000, 5_000, 30_000, 120_000];

interface Handled {
  conversation: LockedConversation;
  flow: string;
  run: ConversationRun;
  hasMore: boolean;
  failedAttempts: number;
}

async function drain(context: JobContext, trx: Trx, conversationIds: string[]): Promise<NextJob[]> {
  const conversations = await lockConversations(trx, [...new Set(conversationIds)]);
  const ids = conversations.map((conversation) => conversation.id);
  const mail = Map.groupBy(await listPending(trx, ids), (message) => message.conversationId);
  if (mail.size === 0) return [];
  const { answered, left } = split(conversations, mail);
  const sessions = await findSessions(trx, [...mail.keys()]);
  const handled = answered.map((conversation) =>
    handle(context, conversation, mail.get(conversation.id)!, sessions.get(conversation.id)),
  );
  await write(context, trx, handled, left);
  return handled.flatMap((one) => followUps(context, one));
}

/** A conversation handed over to a person keeps its messages in the history; intake leaves them alone. */
function split(conversations: LockedConversation[], mail: Map<string, PendingMessage[]>) {
  const withMail = conversations.filter(({ id }) => mail.has(id));
  const answered = withMail.filter(({ status }) => status !== 'handed_over');
  const left = withMail.filter(({ status }) => status === 'handed_over').flatMap(({ id }) => mail.get(id)!);
  return { answered, left };
}

function handle(
  context: JobContext,
  conversation: LockedConversation,
  messages: PendingMessage[],
  session: { flow: string; state: unknown } | undefined,
): Handled {
  const channel = context.channels.findById(conversation.channelId);
  const flow = channel && context.flows.get(channel.flow);
  const failedAttempts = messages[0]!.attempts;
  const hasMore = messages.length === inboxPageSize;
  const name = flow?.name ?? '';
  if (!channel || !flow) {
    const error = new Error(channel ? `no flow is named ${channel.flow}` : 'the channel is gone');
    const run = {
      state: session?.state,
      handled: [],
      replies: [],
      effects: [],
      optionsSpent: false,
      failure: { messageId: messages[0]!.id, error },
    };
    return { conversation, flow: name, run, hasMore, failedAttempts };
  }
  const stored = session?.flow === flow.name ? session.state : undefined;
  const run = runConversation({
    flow,
    stored,
    messages,
    now: context.clock.now(),
    textLimit: textLimit[channel.provider],
    replyOptions: conversation.replyOptions,
  });
  return {
    conversation,
    flow: name,
    run,
    hasMore,
    failedAttempts: messages.find(({ id }) => id === run.failure?.messageId)?.attempts ?? 0,
  };
}

async function write(context: JobContext, trx: Trx, handled: Handled[], left: PendingMessage[]): Promise<void> {
  const progressed = handled.filter(({ run }) => run.handled.length > 0);
  await saveSessions(
    trx,
    progressed
      .filter(({ run }) => run.state !== undefined)
      .map(({ conversation, flow, run }) => ({
        conversationId: conversation.id,
        tenantId: conversation.tenantId,
        flow,
        state: run.state as Json,
      })),
  );
  await endSessions(trx, idsOf(progressed.filter(({ run }) => run.state === undefined)));
  await clearReplyOptions(trx, idsOf(progressed.filter(({ run }) => run.optionsSpent)));
  await queueOutbound(trx, progressed.flatMap(toOutbound));
  await setConversationStatuses(trx, progressed.flatMap(toStatusChange));
  await recordEvents(
    trx,
    progressed.filter(isHandedOver).map(({ conversation }) => ({
      tenantId: conversation.tenantId,
      type: 'conversation_handed_over',
      conversationId: conversation.id,
      data: {},
    })),
  );
  await removeHandled(trx, [...left.map(toEntry), ...progressed.flatMap(handledEntries)]);
  await recordInboxFailures(
    trx,
    handled.flatMap((one) => toFailure(context, one)),
  );
}

function toOutbound({ conversation, run }: Handled) {
  return run.replies.map(({ causedById, reply }) => ({
    id: newId(),
    tenantId: conversation.tenantId,
    conversationId: conversation.id,
    channelId: conversation.channelId,
    content: reply,
    causedById,
  }));
}

// Arrival has moved the conversation to the front a moment ago; the reply leaves it there, and most often nothing changes.
function toStatusChange(one: Handled): { id: string; status: ConversationStatus }[] {
  const { id, status: before } = one.conversation;
  const status = isHandedOver(one) ? 'handed_over' : 'active';
  return status === before ? [] : [{ id, status }];
}

function toFailure(context: JobContext, { conversation, run, failedAttempts }: Handled) {
  if (!run.failure) return [];
  const { messageId, error } = run.failure;
  const dead = failedAttempts + 1 >= maxAttempts;
  context.log.error(
    { err: error, trace_id: messageId, conversation: conversation.id, dead },
    'a flow failed on a message',
  );
  return [
    {
      conversationId: conversation.id,
      messageId,
      error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
      dead,
    },
  ];
}

function toEntry({ conversationId, id }: PendingMessage): MailboxEntry {
  return { conversationId, messageId: id };
}

function handledEntries({ conversation, run }: Handled): MailboxEntry[] {
  return run.handled.map((messageId) => ({ conversationId: conversation.id, messageId }));
}

/** Wake-ups: of outbound for replies, of intake again for what is left. */
function followUps(context: JobContext, { conversation, run, hasMore, failedAttempts }: Handled): NextJob[] {
  const data = { conversationId: conversation.id };
  const jobs: NextJob[] = run.replies.length > 0 ? [{ queue: 'outbound', data }] : [];
  if (run.failure) {
    const delayMs = failedAttempts + 1 >= maxAttempts ? 0 : (retryDelayMs[failedAttempts] ?? 0);
    jobs.push({ queue: 'intake', data, startAt: new Date(context.clock.now().getTime() + delayMs) });
  } else if (hasMore || isHandedOver({ run })) {
    jobs.push({ queue: 'intake', data });
  }
  return jobs;
}

function isHandedOver({ run }: { run: ConversationRun }): boolean {
  return run.effects.some((effect) => effect.type === 'hand_over');
}

function idsOf(handled: readonly Handled[]): string[] {
  return handled.map(({ conversation }) => conversation.id);
}
