// Every documented Meta error code and what it means for us (provider-apis A11). The same code can come in the answer
// to a call or later by webhook, so both read this table.
import { asObject, asText } from '../../domain/json.ts';
import type { Failure, FailureKind, UnacceptedOutcome } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/webhook.ts';

type Row = readonly [kind: FailureKind, text: string];

const auth: Row = ['auth', 'The access token is missing, invalid or expired.'];
const permission: Row = ['permission', 'The app or token lacks a permission or capability.'];
const registration: Row = ['permission', 'The sending number is not registered, verified or approved.'];
const trouble: Row = ['retry', 'Trouble at Meta; the message may or may not have been taken.'];
const maintenance: Row = ['retry', 'The number is in maintenance at Meta.'];
const badRequest: Row = ['permanent', 'Meta refused the request: a parameter is missing or wrong.'];
const account: Row = ['policy', 'The business account is restricted or locked.'];
const payment: Row = ['policy', 'Payment settings or terms of the business account need attention.'];
const templateParameters: Row = ['template', 'The template parameters do not fit its definition.'];
const templateSetup: Row = ['template', 'The template was refused at creation or edit.'];
const unusedFeature: Row = ['permanent', 'Meta refused a feature that is not used or not enabled.'];
const groups: Row = ['permanent', 'Meta refused the message to a group.'];
const calling: Row = ['permanent', 'Meta refused a call.'];
const blocking: Row = ['permanent', 'Meta refused to block or unblock somebody.'];
const usernames: Row = ['permanent', 'Meta refused a username.'];
const syncing: Row = ['permanent', "Meta refused to share the phone app's contacts or history."];

export const metaFailures: ReadonlyMap<string, Row> = new Map<string, Row>([
  ...rows(['0', '190', '104'], auth),
  ...rows(['3', '10', '131005'], permission),
  ...rows(['4', '80007'], ['rate', 'The app or account makes too many calls.']),
  ...rows(['130429'], ['rate', "The number's throughput is used up."]),
  ...rows(['131056'], ['pair', 'Too many messages to this recipient in a short time.']),
  ...rows(['613'], ['rate', 'Too many calls of this kind.']),
  ...rows(['131048'], ['policy', 'Sending is restricted because messages were reported as spam.']),
  ...rows(['131064'], ['policy', 'Sending is restricted by template classification; it lifts by itself.']),
  ...rows(['368', '131031'], account),
  ...rows(['130497'], ['recipient', 'The business may not message this country.']),
  ...rows(['1', '2', '131000', '131016', '133004'], trouble),
  ...rows(['131057', '2494100'], maintenance),
  ...rows(['33', '100', '131008', '131009', '135000'], badRequest),
  ...rows(['131021'], ['permanent', 'Sender and recipient are the same number.']),
  ...rows(['131051'], ['permanent', 'Meta does not support this type of message.']),
  ...rows(['131026'], ['recipient', 'Undeliverable: not on WhatsApp, an old client, or terms not accepted.']),
  ...rows(['130403'], ['recipient', 'The business has blocked this person.']),
  ...rows(['130472'], ['recipient', 'Held back by Meta: the person is part of an experiment.']),
  ...rows(['131030'], ['recipient', "The recipient is not on the test number's list."]),
  ...rows(['131062'], ['recipient', 'This template needs a phone number, not a user id.']),
  ...rows(['137000'], ['recipient', "The recipient's identity has changed."]),
  ...rows(['131047', '470'], ['window', 'More than 24 hours since the person last wrote: send a template.']),
  // About one person, and not about the number's pace. Holding it back ourselves would hold back the answers behind it too.
  ...rows(['131049'], ['pair', 'Held back by Meta to limit marketing to this person: wait at least 24 hours.']),
  ...rows(['131050'], ['opted_out', 'The person has stopped marketing messages.']),
  ...rows(['131055', '131063', '134100', '134102'], unusedFeature),
  ...rows(['134101'], ['template', 'The template is still being set up: try again in 10 minutes.']),
  ...rows(['132000', '132012', '132018'], templateParameters),
  ...rows(['132001'], ['template', 'No approved template has this name and language.']),
  ...rows(
    ['132005', '132007', '132008'],
    ['template', 'The filled-in template is too long or breaks a rule of format or policy.'],
  ),
  ...rows(['132015'], ['template', 'The template is paused.']),
  ...rows(['132016'], ['template', 'The template is disabled for good.']),
  ...rows(['132068', '132069'], ['template', 'The flow is blocked or throttled.']),
  ...rows(['131052'], ['media', "The person's file could not be downloaded."]),
  ...rows(['131053'], ['media', 'Meta could not take our file: its type, its size or its address.']),
  ...rows(['131042', '134011', '131044'], payment),
  ...rows(['131037', '131045', '133010'], registration),
  ...rows(['133000', '133005', '133006', '133008', '133009', '133015', '133016'], registration),
  ...rows(['131060'], ['permanent', 'The content of the message is not available.']),
  ...rows(['2388019', '2388039', '2388040', '2388047', '2388072', '2388073', '2388293', '2388299'], templateSetup),
  ...rows(['2593107', '2593108'], syncing),
]);

/** Documented as whole ranges; a row of its own comes first. */
const ranges: readonly (readonly [from: number, to: number, row: Row])[] = [
  [200, 299, permission],
  [131_000, 131_099, groups],
  [131_200, 131_299, groups],
  [138_000, 138_999, calling],
  [139_100, 139_199, blocking],
  [147_001, 147_005, usernames],
];

/** The only codes that prove a send was not taken: everything else of doubt is ambiguous. */
const provenNotSent = new Set(['4', '80007', '130429', '131056', '613']);

/** Refused for now, which is proof as well, and passing: Meta names the time in its documentation, not in the answer. */
const passingMs: ReadonlyMap<string, number> = new Map([['134101', 10 * 60_000]]);

/** What Meta says of a file that it does not take, or of an id that it does not know (any more). All are refusals: proven not sent. */
const aboutFiles = new Set(['33', '100', '131009', '131053']);

export function speaksOfFile(code: string): boolean {
  return aboutFiles.has(code);
}

/** A failure from an `Err` object of a webhook or a Graph answer. */
export function metaFailure(error: JsonObject): Failure {
  const code = asText(error['code']) || 'unknown';
  const [kind, text] = findMetaRow(code) ?? ['permanent', `Meta refused the message (code ${code}).`];
  return { kind, code, text };
}

/** What an answer other than success means for the message it was about. */
export function metaSendOutcome(status: number, body: unknown, retryAfterMs: number | undefined): UnacceptedOutcome {
  const error = asObject(asObject(body)['error']);
  const hasCode = asText(error['code']) !== '';
  const later = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (!hasCode) return outcomeByStatus(status, later);
  const failure = metaFailure(error);
  if (provenNotSent.has(failure.code)) return { type: 'retry', failure, ...later };
  const passing = passingMs.get(failure.code);
  if (passing !== undefined) return { type: 'retry', failure, retryAfterMs: Math.max(passing, retryAfterMs ?? 0) };
  if (failure.kind === 'retry') return { type: 'ambiguous', failure };
  if (status >= 500 && !findMetaRow(failure.code)) return { type: 'ambiguous', failure: { ...failure, kind: 'retry' } };
  return { type: 'rejected', failure };
}

/** What an answer other than success means where nothing was sent. */
export function metaRefusal(status: number, body: unknown): Failure {
  return metaSendOutcome(status, body, undefined).failure;
}

function outcomeByStatus(status: number, later: { retryAfterMs?: number }): UnacceptedOutcome {
  const code = `http_${status}`;
  if (status === 429) return { type: 'retry', failure: { kind: 'rate', code, text: 'Too many calls.' }, ...later };
  if (status >= 400 && status < 500) {
    const kind = status === 401 ? 'auth' : status === 403 ? 'permission' : 'permanent';
    return { type: 'rejected', failure: { kind, code, text: `Meta refused the call (${status}) without saying why.` } };
  }
  return { type: 'ambiguous', failure: { kind: 'retry', code, text: 'Meta gave no usable answer.' } };
}

/** Undefined for a code that is documented nowhere. */
export function findMetaRow(code: string): Row | undefined {
  const number = Number(code);
  return metaFailures.get(code) ?? ranges.find(([from, to]) => number >= from && number <= to)?.[2];
}

function rows(codes: readonly string[], row: Row): [string, Row][] {
  return codes.map((code) => [code, row]);
}
