// Every documented Twilio error code and what it means for us (provider-apis B9). The same code can come in the answer to
// a call or later in a status callback, so both read this table.
import type { Failure, FailureKind, SendOutcome } from '../../domain/failure.ts';
import { HttpFailure } from '../../platform/http.ts';
import { networkOutcome } from '../network.ts';
import { ProviderRefusal, type NotSent } from '../provider.ts';
import { TwilioRefusal } from './client.ts';

type Row = readonly [kind: FailureKind, text: string];

const badAddress: Row = ['permanent', 'Twilio refused the recipient, the sender or their combination.'];
const badRequest: Row = ['permanent', 'Twilio refused the request: a parameter is missing or wrong.'];
const service: Row = ['permanent', 'The messaging service is not set up for this.'];
const unreachable: Row = ['recipient', 'Undeliverable: the recipient cannot be reached on this channel.'];
const filtered: Row = ['policy', 'The sender was filtered or flagged for breaking a policy.'];
const content: Row = ['permanent', 'The content was refused for breaking a policy.'];
const channel: Row = ['auth', 'The sender is not set up for WhatsApp, or its credentials are wrong.'];
const trouble: Row = ['retry', 'Trouble at the provider; the message may or may not have been taken.'];
const speed: Row = ['rate', 'Too many messages for this sender or account.'];
const media: Row = ['media', 'The file could not be fetched, is too large or is of the wrong type.'];
const template: Row = ['template', 'The template or its variables were refused.'];
const webhook: Row = ['permanent', 'Twilio could not use our answer to its webhook.'];

export const twilioFailures: ReadonlyMap<string, Row> = new Map<string, Row>([
  ...rows(['20003'], ['auth', 'The account credentials are wrong or lack permission.']),
  ...rows(['20404'], ['permanent', 'The account or resource was not found.']),
  ...rows(['20429'], ['rate', 'Too many requests at once.']),
  ...rows(['30005', '30008', '30410'], trouble),
  ...rows(['21211', '21614', '21612', '21212', '21606', '21910', '63006', '63011', '63030', '63031'], badAddress),
  ...rows(['21602', '21603', '21604', '21609', '21617', '21619', '21620', '21623', '21624', '21658'], badRequest),
  ...rows(['21653', '21654', '21655', '21656', '63028', '92006'], template),
  ...rows(
    ['21701', '21702', '21703', '21704', '21705', '21706', '21707', '21708', '21709', '21710', '21711', '21712'],
    service,
  ),
  // About this recipient's country: the channel's other messages go on.
  ...rows(['21408'], ['recipient', 'The account may not message this country.']),
  ...rows(['63033'], ['recipient', 'The recipient is blocked.']),
  ...rows(
    ['21608', '63015'],
    ['recipient', 'The recipient is not verified for a trial account, or has not joined the sandbox.'],
  ),
  ...rows(['21610'], ['opted_out', 'The person has unsubscribed.']),
  ...rows(['21611', '30001'], speed),
  ...rows(['30002', '63051'], ['policy', 'The account is suspended or the sender locked.']),
  ...rows(['30003', '30004', '30006', '63003', '63024', '63014'], unreachable),
  ...rows(['30007', '63026'], filtered),
  ...rows(['63013', '63005'], content),
  ...rows(['63001', '63002', '63007', '63008', '63020', '63022', '63062'], channel),
  ...rows(['63009', '63010', '63012', '63023'], trouble),
  ...rows(['63016'], ['window', 'More than 24 hours since the person last wrote: send a template.']),
  ...rows(['63017', '63018'], speed),
  ...rows(['63038'], ['rate', 'The account has sent all it may in a day.']),
  ...rows(['63019', '63029', '63034', '63037', '11751', '63025'], media),
  ...rows(['63021', '63027', '63040', '63041', '63042', '63054'], template),
  ...rows(['63032'], ['recipient', 'Held back by Meta: the person is part of an experiment.']),
  ...rows(['63035', '63036'], ['permanent', 'Not a WhatsApp message.']),
  ...rows(['63039'], ['policy', 'Meta has warned the sender.']),
  ...rows(
    ['63049'],
    ['rate', 'Held back by Meta to limit marketing to this person: wait a day, and in the US send none.'],
  ),
  ...rows(['20249'], ['permission', 'The sender has been registered too often.']),
  ...rows(['11200', '11750', '12100', '12200', '12300'], webhook),
]);

export function twilioFailure(code: string): Failure {
  const [kind, text] =
    twilioFailures.get(code) ?? (['permanent', `Twilio refused the message (code ${code}).`] as const);
  return { kind, code, text };
}

// Too much at once or too much in the queue: refused before it was taken, and welcome later.
const provenNotSent = new Set(['20429', '21611', '30001', '63017', '63018', '63038']);

// The day rolls, so room comes back bit by bit; often enough to use it, seldom enough to last until it is back.
const dailyLimitMs = 4 * 3600_000;

/** What an error answer means for the message it was about. */
export function twilioSendOutcome(
  status: number,
  code: string | undefined,
  retryAfterMs: number | undefined,
): SendOutcome {
  const failure = twilioFailure(code ?? `http_${status}`);
  const laterMs = retryAfterMs ?? (code === '63038' ? dailyLimitMs : undefined);
  const later = laterMs === undefined ? {} : { retryAfterMs: laterMs };
  if (status === 429) return { type: 'retry', failure: { ...failure, kind: 'rate' }, ...later };
  if (status < 500 && provenNotSent.has(failure.code)) return { type: 'retry', failure, ...later };
  if (status < 400 || status >= 500 || failure.kind === 'retry') {
    return { type: 'ambiguous', failure: { ...failure, kind: 'retry', text: trouble[1] } };
  }
  if (status === 401) return { type: 'rejected', failure: { ...failure, kind: 'auth' } };
  return { type: 'rejected', failure };
}

/** What the end of the message's own call means. Throws what is not Twilio's or the network's doing. */
export function twilioOutcome(error: unknown): SendOutcome {
  if (error instanceof HttpFailure) return networkOutcome(error);
  if (error instanceof TwilioRefusal) return twilioSendOutcome(error.status, error.code, error.retryAfterMs);
  // A success whose body is not what the client expects.
  if (error instanceof SyntaxError || error instanceof TypeError) return unusable;
  throw error;
}

export const unusable: Extract<SendOutcome, { type: 'ambiguous' }> = {
  type: 'ambiguous',
  failure: { kind: 'retry', code: 'no_message_id', text: 'Twilio gave no usable answer.' },
};

/** The same for a call that comes before it: the message was not sent, whatever became of the call. */
export function twilioNotSent(error: unknown): NotSent {
  const outcome = twilioOutcome(error);
  if (outcome.type === 'rejected' || outcome.type === 'retry') return outcome;
  if (outcome.type === 'accepted') throw error;
  return { type: 'retry', failure: { ...outcome.failure, text: 'Trouble at Twilio before the message was sent.' } };
}

/** For calls that no message depends on. HttpFailure passes. */
export function orProviderRefusal(error: unknown): never {
  if (error instanceof HttpFailure) throw error;
  throw new ProviderRefusal(twilioNotSent(error).failure);
}

function rows(codes: readonly string[], row: Row): [string, Row][] {
  return codes.map((code) => [code, row]);
}
