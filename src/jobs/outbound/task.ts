// One call to a provider, as the parts of outbound hand it on.
import type { SendOutcome } from '../../domain/failure.ts';
import type { OutboundContent } from '../../domain/message.ts';
import type { ProviderTemplate } from '../../domain/template.ts';
import type { Channel } from '../../store/channels.ts';
import type { NeededFile } from './needs.ts';

// The answer to a call must be recorded before its lease runs out, or another worker takes the attempt for lost.
export const recordingMs = 20_000;

export interface OutboundTask {
  /** `send` makes the attempt; `lookup` asks what became of one whose end was not seen. */
  type: 'send' | 'lookup';
  channel: Channel;
  messageId: string;
  conversationId: string;
  attemptId: string;
  startedAt: Date;
  recipient: string;
  content: OutboundContent;
  causedById: string | null;
  /** External id of the message to quote. */
  replyTo: string | null;
  files: readonly NeededFile[];
  /** The definition of the template that the content names, where it is known. */
  template: ProviderTemplate | undefined;
  /** Earlier attempts that proved not sent. */
  attempts: number;
  /** For a lookup: ids that are other messages of this conversation. */
  knownIds: ReadonlySet<string>;
  /** The slot that the number's rate allows the call: not before then, by this process' clock in milliseconds. */
  callAtMs: number;
  /** The channel was paused, and nothing has passed since. */
  probes: boolean;
}

/**
 * `absent` and `unknown` are what a lookup may find besides the message. `late`: its slot passed while its file went up, and
 * no call was made.
 */
export type TaskOutcome = SendOutcome | { type: 'absent' } | { type: 'unknown' } | { type: 'late' };

export interface FinishedTask {
  task: OutboundTask;
  outcome: TaskOutcome;
  at: Date;
}
