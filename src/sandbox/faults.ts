// The faults a test switches on. A fault of a call strikes calls that are otherwise valid; a fault of statuses strikes
// the reports of an accepted message. Holds what is active and hands it out; what it does is written where it strikes.
import type { ProviderName } from './options.ts';

export type CallFault =
  /** The message is accepted and its statuses follow, but the caller never gets an answer. */
  | { kind: 'timeout_after_accept' }
  | { kind: 'timeout_before_accept' }
  | { kind: 'reset_after_accept' }
  | { kind: 'reset_before_accept' }
  /** A bare HTTP 429 at Meta, 429 with code 20429 at Twilio. Nothing is accepted. */
  | { kind: 'rate_limited'; retryAfterSeconds?: number }
  /** Any documented code, with the HTTP status it is documented with unless given. */
  | { kind: 'error'; code: number; httpStatus?: number; message?: string; afterAccept?: boolean }
  | { kind: 'server_error'; httpStatus?: number; body?: 'json' | 'html' | 'empty'; afterAccept?: boolean }
  /** 190 at Meta, 20003 at Twilio. */
  | { kind: 'token_expired' }
  /** A page where JSON is expected, by default with HTTP 200: what a broken middlebox answers. */
  | { kind: 'html'; httpStatus?: number; afterAccept?: boolean }
  /** 404 where a file is asked for, the provider's own words elsewhere. */
  | { kind: 'not_found' }
  | { kind: 'slow'; ms: number }
  | AnswerFault;

/** The call is carried out, but its answer arrives spoilt. */
export type AnswerFault =
  /** The connection is cut in the middle of the body, default after half of it. */
  | { kind: 'truncated'; afterBytes?: number }
  /** The body comes so far, default half of it, and then nothing more. */
  | { kind: 'stalled'; afterBytes?: number }
  /** The body never ends. */
  | { kind: 'endless' }
  /** In a file's metadata another hash; in a download as many other bytes. */
  | { kind: 'wrong_sha256' }
  /** Default application/octet-stream. */
  | { kind: 'wrong_content_type'; contentType?: string };

/**
 * What a call is for. `send`: a message · `read`: looking anything up but files · `media`: a file's metadata, at Twilio
 * also the redirect to it · `download`: its bytes · `upload`: a file's way to Meta · `template`: creating or changing a
 * template or a content object · `mark`: read marks and typing.
 */
export type Operation = 'send' | 'read' | 'media' | 'download' | 'upload' | 'template' | 'mark';

export type FailedStatus = 'failed' | 'undelivered';

export type StatusFault =
  | { kind: 'status_duplicated'; times?: number }
  /** read, then delivered, then sent. */
  | { kind: 'status_disorder' }
  /** The first status is posted, and answered, before the API call is. */
  | { kind: 'status_early' }
  /** Never posted. Default: all of them. */
  | { kind: 'status_dropped'; statuses?: readonly ('sent' | 'delivered' | 'read')[] }
  | { kind: 'status_failed'; code: number; after?: 'accepted' | 'sent' | 'delivered'; status?: FailedStatus };

export type Fault = CallFault | StatusFault;

export interface FaultScope {
  provider?: ProviderName;
  /** Phone number id at Meta, E.164 number at Twilio. */
  from?: string;
  /** The recipient, by digits; a business-scoped id as it is. */
  to?: string;
  /** How many calls or messages it strikes. Default: until cleared. */
  times?: number;
  /** Which calls a call fault strikes. Default send. */
  operation?: Operation | 'any';
}

export interface ActiveFault {
  readonly fault: Fault;
  readonly scope: FaultScope;
  readonly hits: number;
  remove(): void;
}

export interface FaultTarget {
  provider: ProviderName;
  from: string;
  to: string;
  operation: Operation;
}

export interface FaultBoard {
  add(fault: Fault, scope?: FaultScope): ActiveFault;
  clear(): void;
  list(): ActiveFault[];
}

class Active implements ActiveFault {
  readonly fault: Fault;
  readonly scope: FaultScope;
  readonly #remove: (active: Active) => void;
  hits = 0;

  constructor(fault: Fault, scope: FaultScope, remove: (active: Active) => void) {
    this.fault = fault;
    this.scope = scope;
    this.#remove = remove;
  }

  hit(): void {
    this.hits += 1;
    if (this.hits >= (this.scope.times ?? Infinity)) this.remove();
  }

  remove(): void {
    this.#remove(this);
  }

  matches(target: FaultTarget): boolean {
    const { provider, from, to, operation = 'send' } = this.scope;
    if (provider !== undefined && provider !== target.provider) return false;
    if (operation !== 'any' && operation !== target.operation) return false;
    if (from !== undefined && bare(from) !== bare(target.from)) return false;
    return to === undefined || bare(to) === bare(target.to);
  }
}

export class Faults implements FaultBoard {
  #active: readonly Active[] = [];

  add(fault: Fault, scope: FaultScope = {}): ActiveFault {
    const active = new Active(fault, scope, (gone) => {
      this.#active = this.#active.filter((other) => other !== gone);
    });
    this.#active = [...this.#active, active];
    return active;
  }

  clear(): void {
    this.#active = [];
  }

  list(): ActiveFault[] {
    return [...this.#active];
  }

  /** The faults that strike this call: every matching `slow`, and the first of the others. */
  takeForCall(target: FaultTarget): CallFault[] {
    const taken: CallFault[] = [];
    let decided = false;
    for (const active of this.#active) {
      const { fault } = active;
      if (isStatusFault(fault) || (decided && fault.kind !== 'slow') || !active.matches(target)) continue;
      decided ||= fault.kind !== 'slow';
      active.hit();
      taken.push(fault);
    }
    return taken;
  }

  /** All faults that strike this message's statuses. */
  takeForStatuses(target: FaultTarget): StatusFault[] {
    const taken: StatusFault[] = [];
    for (const active of this.#active) {
      if (!isStatusFault(active.fault) || !active.matches(target)) continue;
      active.hit();
      taken.push(active.fault);
    }
    return taken;
  }
}

function isStatusFault(fault: Fault): fault is StatusFault {
  return fault.kind.startsWith('status_');
}

function bare(address: string): string {
  return address.replace(/^whatsapp:/, '').replace(/^\+/, '');
}
