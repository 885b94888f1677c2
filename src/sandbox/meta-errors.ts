// The Graph API's error answers: the documented HTTP status and title of each code, and the body they come in.
import type { ErrorAnswers } from './acceptance.ts';
import { json } from './http.ts';
import type { Answer } from './http.ts';
import { fbtraceId } from './ids.ts';

/** A request that Meta refuses. Thrown by the validation, answered by the server. */
export class GraphError extends Error {
  override name = 'GraphError';
  readonly code: number;
  readonly details: string | undefined;
  readonly subcode: number | undefined;
  readonly httpStatus: number | undefined;

  constructor(code: number, about: { message?: string; details?: string; subcode?: number; httpStatus?: number } = {}) {
    super(about.message ?? `(#${code}) ${titleOf(code)}`);
    this.code = code;
    this.details = about.details;
    this.subcode = about.subcode;
    this.httpStatus = about.httpStatus;
  }
}

// Only what differs from HTTP 400 carries a status; the throttles are documented as 400 too.
const known: Readonly<Record<number, readonly [title: string, httpStatus?: number]>> = {
  0: ['AuthException', 401],
  1: ['API Unknown'],
  2: ['API Service', 503],
  3: ['API Method', 500],
  4: ['API Too Many Calls'],
  10: ['Permission Denied', 403],
  33: ['Parameter value is not valid'],
  100: ['Invalid parameter'],
  104: ['An access token is required to request this resource.', 401],
  190: ['Access token has expired', 401],
  368: ['Temporarily blocked for policies violations', 403],
  613: ['Calls to this api have exceeded the rate limit.'],
  80007: ['Rate limit issues'],
  130403: ['The business has blocked this user'],
  130429: ['Rate limit hit'],
  130472: ["User's number is part of an experiment"],
  130497: ['Business account is restricted from messaging users in this country.'],
  131000: ['Something went wrong', 500],
  131005: ['Access denied', 403],
  131008: ['Required parameter is missing'],
  131009: ['Parameter value is not valid'],
  131016: ['Service unavailable', 500],
  131021: ['Recipient cannot be sender'],
  131026: ['Message undeliverable'],
  131030: ['Recipient phone number not in allowed list'],
  131031: ['Account has been locked'],
  131037: ['WhatsApp provided number needs display name approval before message can be sent.'],
  131042: ['Business eligibility payment issue'],
  131045: ['Incorrect certificate', 500],
  131047: ['Re-engagement message'],
  131048: ['Spam rate limit hit'],
  131049: ['This message was not delivered to maintain healthy ecosystem engagement.'],
  131050: ['User has stopped marketing messages'],
  131051: ['Unsupported message type'],
  131052: ['Media download error'],
  131053: ['Media upload error'],
  131056: ['(Business Account, Consumer Account) pair rate limit hit'],
  131057: ['Account in maintenance mode', 500],
  131062: ['Business-scoped user id recipients are not supported for this message'],
  132000: ['Number of parameters does not match the expected number of params'],
  132001: ['Template name does not exist in the translation', 404],
  132005: ['Translated text too long'],
  132007: ['Template Format Character Policy Violated'],
  132012: ['Parameter format does not match format in the created template'],
  132015: ['Template is Paused'],
  132016: ['Template is Disabled'],
  132018: ['There is an issue with the parameters in your template'],
  133004: ['Server Temporarily Unavailable', 503],
  133010: ['Phone number not registered'],
  135000: ['Generic user error'],
  137000: ['Recipient identity key hash mismatch'],
};

const details: Readonly<Record<number, string>> = {
  131026: 'Message Undeliverable.',
  131047:
    'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
};

function titleOf(code: number): string {
  return known[code]?.[0] ?? 'Unknown error';
}

/** `errors[]` of a failed status. */
export function webhookError(code: number): Record<string, unknown> {
  const title = titleOf(code);
  return {
    code,
    title,
    message: title,
    error_data: { details: details[code] ?? title },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  };
}

export function graphAnswer(error: GraphError): Answer {
  const { code, message, subcode } = error;
  const status = error.httpStatus ?? known[code]?.[1] ?? 400;
  const data = { messaging_product: 'whatsapp', details: error.details ?? details[code] };
  return json(status, {
    error: {
      message,
      type: subcode === 33 ? 'GraphMethodException' : 'OAuthException',
      code,
      ...(data.details !== undefined && { error_data: data }),
      ...(subcode !== undefined && { error_subcode: subcode }),
      ...(status >= 500 && { is_transient: true }),
      fbtrace_id: fbtraceId(),
    },
  });
}

export function unknownObject(verb: string, id: string): GraphError {
  return new GraphError(100, {
    subcode: 33,
    message: `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
  });
}

export function unknownPath(path: string): GraphError {
  return new GraphError(2500, { message: `Unknown path components: /${path}` });
}

export const metaErrors: ErrorAnswers = {
  rateLimited(retryAfterSeconds) {
    const headers = retryAfterSeconds === undefined ? undefined : { 'retry-after': String(retryAfterSeconds) };
    return { status: 429, body: '', contentType: 'text/plain; charset=utf-8', ...(headers && { headers }) };
  },
  error: (code, httpStatus, message) =>
    graphAnswer(
      new GraphError(code, {
        ...(message !== undefined && { message }),
        ...(httpStatus !== undefined && { httpStatus }),
        details: details[code] ?? titleOf(code),
      }),
    ),
  serverError: (httpStatus) => graphAnswer(new GraphError(131000, { httpStatus, details: titleOf(131000) })),
  tokenExpired: () =>
    graphAnswer(
      new GraphError(190, {
        message: 'Error validating access token: Session has expired. The current time is later than the expiry.',
      }),
    ),
  notFound: (operation) => (operation === 'download' ? gone() : graphAnswer(unknownObject('get', '0'))),
};

/** The download host is no part of the Graph API: no JSON, no code. */
export function gone(): Answer {
  return { status: 404, body: 'Not found', contentType: 'text/plain; charset=utf-8' };
}
