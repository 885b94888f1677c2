// Refusals as values, and the one table from their kinds to gRPC statuses. What is not a refusal becomes UNAVAILABLE or
// INTERNAL here, with nothing of its text.
import { Metadata, status as Status, type StatusObject } from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';
import { isTransient, sqlState } from '../platform/db.ts';
import { ObjectStoreFailure } from '../platform/objects.ts';
import { rpc } from './definitions.ts';

const codes = {
  invalid: Status.INVALID_ARGUMENT,
  unauthenticated: Status.UNAUTHENTICATED,
  forbidden: Status.PERMISSION_DENIED,
  missing: Status.NOT_FOUND,
  taken: Status.ALREADY_EXISTS,
  stale: Status.ABORTED,
  precondition: Status.FAILED_PRECONDITION,
  unsupported: Status.UNIMPLEMENTED,
  late: Status.DEADLINE_EXCEEDED,
  cancelled: Status.CANCELLED,
  unavailable: Status.UNAVAILABLE,
  bug: Status.INTERNAL,
} as const;

export type RefusalKind = keyof typeof codes;

export interface FieldViolation {
  /** Path in the request, as the .proto spells it: `messages[3].text.text`. */
  field: string;
  description: string;
}

export interface RefusalDetails {
  fields?: readonly FieldViolation[];
  /** What stands in the way: its type is the reason, its subject what it concerns. */
  precondition?: { subject: string };
  retryAfterMs?: number;
  metadata?: { [key: string]: string };
}

/** An answer other than the one asked for. Its text is safe for the caller to see. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly kind: RefusalKind;
  /** UPPER_SNAKE; callers branch on it. */
  readonly reason: string;
  readonly details: RefusalDetails;

  constructor(kind: RefusalKind, reason: string, text: string, details: RefusalDetails = {}) {
    super(text);
    this.kind = kind;
    this.reason = reason;
    this.details = details;
  }
}

// Some say what was given. What is wrong with a thousand items has to fit into one answer, and telling it must cost little.
const longestPart = 500;
const mostFields = 100;

/** Where very many are wrong, with the first of them only. */
export function invalidFields(violations: readonly FieldViolation[]): Refusal {
  const fields = violations.slice(0, mostFields).map(({ field, description }) => ({
    field: field.slice(0, longestPart),
    description: description.slice(0, longestPart),
  }));
  const text = fields.map(({ field, description }) => `${field}: ${description}`).join('; ');
  return new Refusal('invalid', 'INVALID_REQUEST', text, { fields });
}

type Thing =
  | 'conversation'
  | 'contact'
  | 'channel'
  | 'message'
  | 'address'
  | 'media'
  | 'template'
  | 'ticket'
  | 'order'
  | 'machine'
  | 'reminder';

export function notFound(what: Thing, id: string): Refusal {
  const text = `There is no such ${what}.`;
  return new Refusal('missing', `${what.toUpperCase()}_NOT_FOUND`, text, id === '' ? {} : { metadata: { id } });
}

export function requestIdReused(requestId = ''): Refusal {
  const text = 'The request_id was used for another request.';
  return new Refusal('taken', 'REQUEST_ID_REUSED', text, { metadata: { request_id: requestId } });
}

/** What was to be changed is not as it was read. */
export function changedSince(what: 'ticket' | 'order' | 'reminder', version: number): Refusal {
  const text = `The ${what} has changed since it was read: read it again.`;
  return new Refusal('stale', `${what.toUpperCase()}_CHANGED`, text, { metadata: { version: String(version) } });
}

export function cancelled(): Refusal {
  return new Refusal('cancelled', 'CANCELLED', 'The caller went away.');
}

/** What to answer for anything thrown. `expired`: the call's deadline has passed, which explains a cancelled statement. */
export function toRefusal(error: unknown, expired: boolean): Refusal {
  if (error instanceof Refusal) return error;
  const stopped = sqlState(error) === '57014' || sqlState(error) === '55P03';
  if (expired) return new Refusal('late', 'DEADLINE_EXCEEDED', 'The deadline passed before the work was done.');
  if (stopped || isTransient(error) || error instanceof ObjectStoreFailure) {
    return new Refusal('unavailable', 'TRY_AGAIN', 'Not available at the moment.', { retryAfterMs: 1_000 });
  }
  return new Refusal('bug', 'INTERNAL', 'Something went wrong on our side.');
}

export interface RpcStatus {
  code: number;
  message: string;
  details: { type_url: string; value: Buffer }[];
}

function toWholeStatus(refusal: Refusal): RpcStatus {
  const { fields, precondition, retryAfterMs, metadata = {} } = refusal.details;
  const { reason, message } = refusal;
  const details = [any('ErrorInfo', rpc.ErrorInfo, { reason, domain: 'switchboard', metadata })];
  if (fields) details.push(any('BadRequest', rpc.BadRequest, { fieldViolations: [...fields] }));
  if (precondition) {
    const violations = [{ type: reason, subject: precondition.subject, description: message }];
    details.push(any('PreconditionFailure', rpc.PreconditionFailure, { violations }));
  }
  if (retryAfterMs !== undefined) {
    const retryDelay = { seconds: Math.trunc(retryAfterMs / 1_000), nanos: (retryAfterMs % 1_000) * 1_000_000 };
    details.push(any('RetryInfo', rpc.RetryInfo, { retryDelay }));
  }
  return { code: codes[refusal.kind], message, details };
}

function any<Input, Output>(name: string, type: MessageTypeDefinition<Input, Output>, value: Input) {
  return { type_url: `type.googleapis.com/google.rpc.${name}`, value: type.serialize(value) };
}

// Details travel as a header: gRPC peers give up on much more than 8 kB of them.
const detailsLimit = 6_000;

/** The refusal as google.rpc.Status, of a call or of an item. Where it tells of very many fields, with the first of them only. */
export function toRpcStatus({ kind, reason, message, details }: Refusal): RpcStatus {
  const status = toWholeStatus(new Refusal(kind, reason, message.slice(0, 1_000), details));
  const { fields = [] } = details;
  if (fields.length < 2 || rpc.Status.serialize(status).length <= detailsLimit) return status;
  const firstHalf = fields.slice(0, fields.length / 2);
  return toRpcStatus(new Refusal(kind, reason, message, { ...details, fields: firstHalf }));
}

/** The refusal as the end of a call. */
export function toStatusObject(refusal: Refusal): Omit<StatusObject, 'metadata'> & { metadata: Metadata } {
  const metadata = new Metadata();
  const status = toRpcStatus(refusal);
  const bytes = rpc.Status.serialize(status);
  if (bytes.length <= detailsLimit) metadata.set('grpc-status-details-bin', bytes);
  return { code: status.code, details: status.message, metadata };
}
