// Twilio's error answers: the documented message of each code and the body they come in.
import type { ErrorAnswers } from './acceptance.ts';
import { json } from './http.ts';
import type { Answer } from './http.ts';

/** A request that Twilio refuses. Thrown by the validation, answered by the server. */
export class TwilioError extends Error {
  override name = 'TwilioError';
  readonly code: number;
  readonly httpStatus: number;

  constructor(code: number, message: string = messageOf(code), httpStatus: number = httpStatusOf(code)) {
    super(message);
    this.code = code;
    this.httpStatus = httpStatus;
  }
}

const messages: Readonly<Record<number, string>> = {
  20001: 'Invalid parameter',
  20003: 'Authenticate',
  20404: 'The requested resource was not found',
  20429: 'Too Many Requests',
  20500: 'Internal Server Error',
  21602: 'Message body is required.',
  21603: "A 'From' or 'MessagingServiceSid' parameter is required to send a message.",
  21604: "A 'To' phone number is required.",
  21610: 'Attempt to send to unsubscribed recipient',
  21611: 'This From number has exceeded the maximum number of queued messages',
  21617: 'The concatenated message body exceeds the 1600 character limit',
  21623: 'Number of media files exceeds allowed limit',
  21624: 'Invalid validity period value',
  21656: 'The ContentVariables parameter is invalid.',
  21701: 'The Messaging Service does not exist',
  21910: "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel",
  30001: 'Queue overflow',
  30003: 'Unreachable destination handset',
  30008: 'Unknown error',
  63003: 'Channel could not find To address',
  63007: 'Twilio could not find a Channel with the specified From address',
  63016:
    'Failed to send freeform message because you are outside the allowed window. If you are using WhatsApp, please use a Message Template.',
  63018: 'Rate limit exceeded for Channel',
  63019: 'Media failed to download',
  63021: 'Channel invalid content error',
  63024: 'Invalid message recipient',
  63028: 'Number of parameters provided does not match the expected number of parameters',
  63031: "Channels message cannot have same 'From' and 'To'",
  63034: 'Media exceeds the size limit of the channel',
  63038: 'Account exceeded the daily messages limit',
};

const httpStatuses: Readonly<Record<number, number>> = { 20003: 401, 20404: 404, 20429: 429, 20500: 500 };

export function messageOf(code: number): string {
  return messages[code] ?? `Error ${code}`;
}

function httpStatusOf(code: number): number {
  return httpStatuses[code] ?? 400;
}

export function twilioAnswer({ code, message, httpStatus }: TwilioError, headers?: Record<string, string>): Answer {
  const body = { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status: httpStatus };
  return json(httpStatus, body, headers);
}

export function notFound(path: string): TwilioError {
  return new TwilioError(20404, `The requested resource ${path} was not found`);
}

export const twilioErrors: ErrorAnswers = {
  rateLimited: (retryAfterSeconds) =>
    twilioAnswer(
      new TwilioError(20429),
      retryAfterSeconds === undefined ? undefined : { 'retry-after': String(retryAfterSeconds) },
    ),
  error: (code, httpStatus, message) => twilioAnswer(new TwilioError(code, message, httpStatus)),
  serverError: (httpStatus) => twilioAnswer(new TwilioError(20500, undefined, httpStatus)),
  tokenExpired: () => twilioAnswer(new TwilioError(20003)),
  notFound: () => twilioAnswer(new TwilioError(20404)),
};
