// From what was asked for to a reminder that may be stored, as far as the request itself says. What the database knows of it is
// in store/check-reminders.ts.
import { contentProblems } from '../content-rules.ts';
import { isId } from '../ids.ts';
import type { TemplateContent } from '../message.ts';
import { Problems, type Problem } from '../problem.ts';
import type { QuietHours } from '../reminder.ts';
import { problemsOf, readParameters } from './parameters.ts';
import { hashRequest, type ReminderRequest } from './request.ts';
import { readSchedule, type ReadSchedule } from './schedule.ts';

export interface ReminderDraft {
  recipient: { contactId: string } | { phone: string };
  channelId: string | undefined;
  content: TemplateContent;
  /** A request that is repeated later is still the same: what is wrong with its times counts only when it is new. */
  when: ReadSchedule;
  reference: string | undefined;
  requestId: string | undefined;
  sendWithinSeconds: number;
  quietHours: QuietHours;
  sessionText: string | undefined;
  smsFallback: boolean;
  /** Of everything but the request id. */
  bodyHash: Buffer;
}

const longestReference = 200;
const longestSessionText = 1_024;
const defaultSendWithinSeconds = 3_600;
export const mostSendWithinSeconds = 30 * 24 * 3_600;

/** @param found what was wrong already when the request was read: nothing that is wrong is a draft. */
export function toReminderDraft(
  request: ReminderRequest,
  now: Date,
  found: readonly Problem[] = [],
): ReminderDraft | Problem[] {
  const problems = new Problems();
  problems.found.push(...found);
  const recipient = readRecipient(problems, request);
  const content = readContent(problems, request);
  const when = readSchedule(request.schedule, now);
  const { channelId, reference, requestId, sessionText, sendWithinSeconds } = request;
  if (channelId !== '' && !isId(channelId)) problems.add('channel_id', notAnId);
  problems.text('reference', reference, { max: longestReference });
  problems.text('session_text', sessionText, { min: sessionText === '' ? 0 : 1, max: longestSessionText });
  if (requestId !== '' && !/^[\x20-\x7e]{1,128}$/.test(requestId)) {
    problems.add('request_id', 'is not 1 to 128 printable ASCII characters');
  }
  if (sendWithinSeconds < 0 || sendWithinSeconds > mostSendWithinSeconds) {
    problems.add('send_within_seconds', 'is not from 1 second to 30 days');
  }
  if (problems.found.length > 0) return [...problems.found, ...('problems' in when ? when.problems : [])];
  return {
    recipient,
    channelId: channelId || undefined,
    content,
    when,
    reference: reference || undefined,
    requestId: requestId || undefined,
    sendWithinSeconds: sendWithinSeconds || defaultSendWithinSeconds,
    quietHours: request.quietHours,
    sessionText: sessionText || undefined,
    smsFallback: request.smsFallback,
    bodyHash: hashRequest(request),
  };
}

const notAnId = 'is not an id: it is a UUID in lower case';

function readRecipient(problems: Problems, { contactId, phone }: ReminderRequest): ReminderDraft['recipient'] {
  if (contactId !== '' && phone !== '') problems.add('phone', 'must be empty with a contact_id');
  if (contactId === '') {
    if (phone === '') problems.add('recipient', 'is required: contact_id or phone');
    else problems.text('phone', phone, { min: 1, max: 40 });
    return { phone };
  }
  if (!isId(contactId)) problems.add('contact_id', notAnId);
  return { contactId };
}

function readContent(problems: Problems, { template }: ReminderRequest): TemplateContent {
  const { content, problems: ofParameters } = readParameters(template);
  problems.found.push(...ofParameters.found, ...problemsOf(content, contentProblems(content)));
  return content;
}
