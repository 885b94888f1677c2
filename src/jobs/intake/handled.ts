// What became of the mail of one conversation.
import type { Language } from '../../domain/language.ts';
import type { ConversationRun } from '../../intake/engine.ts';
import type { SpokenConversation } from '../../store/conversations.ts';
import type { PendingMessage } from '../../store/inbox.ts';

export interface Handled {
  conversation: SpokenConversation;
  flow: string;
  /** The flow keeps nothing from message to message. */
  bare: boolean;
  language: Language;
  /** IANA: by which clock the person lives. */
  timeZone: string;
  messages: readonly PendingMessage[];
  /** There is mail that was not even read. */
  hasMore: boolean;
  /** Only a failure where there was no flow to run. */
  run: ConversationRun | Pick<Required<ConversationRun>, 'failure'>;
}

/** At least one message was handled. */
export type Progressed = Handled & { run: ConversationRun };

export function hasProgressed(one: Handled): one is Progressed {
  return 'handled' in one.run && one.run.handled.length > 0;
}
