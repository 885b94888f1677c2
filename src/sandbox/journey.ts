// What happens to a message after a provider accepted it: when it is sent, delivered, read or failed, in which order
// the platform hears of it, and what the faults make of that. How a status looks on the wire is the provider's part.
import type { AcceptedMessage } from './accepted.ts';
import type { Context } from './context.ts';
import type { FailedStatus, StatusFault } from './faults.ts';
import { draw } from './options.ts';
import type { Delays, Duration } from './options.ts';

export type ReportedStatus = 'sent' | 'delivered' | 'read' | FailedStatus;

export interface Report {
  status: ReportedStatus;
  /** When it happened, which is not when it is posted. */
  at: number;
  code?: number;
}

/** An accepted message in its provider's hands. */
export interface Carriage {
  readonly message: AcceptedMessage;
  /** The recipient under the name of `People.keyOf`. */
  readonly person: string;
  readonly freeForm: boolean;
  /** The person's phone never tells that it was read. */
  readonly withoutReceipts?: boolean;
  /** What a free-form message fails with outside the window. */
  readonly closedWindow: { status: FailedStatus; code: number };
  /** Gets what the message needs before it can be sent. The code that it fails with, or undefined. */
  collect?(): Promise<number | undefined>;
  /** The provider's own record of the message moves on. */
  settle(report: Report): void;
  /** Posts it once; true when the platform took it. */
  post(report: Report): Promise<boolean>;
}

interface Step {
  status: ReportedStatus;
  code?: number;
  occursMs: number;
  postMs: number;
  reports: number;
  /** False for an arrival that no status ever tells of. */
  settles: boolean;
}

export class Journey {
  readonly #context: Context;
  readonly #carriage: Carriage;
  #steps: Step[];
  #collected: Promise<void> | undefined;
  #tail: Promise<void> = Promise.resolve();
  #arrived = false;

  constructor(context: Context, carriage: Carriage, faults: readonly StatusFault[]) {
    this.#context = context;
    this.#carriage = carriage;
    this.#steps = planned(context, carriage, faults);
  }

  /** Takes the first step at once and resolves when the platform has answered it. */
  async takeFirst(): Promise<void> {
    await this.#collect();
    const step = this.#steps.shift();
    if (step) await this.#take(step, this.#context.settings.now());
  }

  /** Each step waits for its time and for the platform's answer to the step before: providers rarely overtake themselves. */
  async run(): Promise<void> {
    const startedAt = this.#context.settings.now();
    const clock = performance.now();
    if (this.#carriage.collect) await this.#collect();
    for (const step of this.#steps) {
      const wait = step.postMs - (performance.now() - clock);
      if (wait > 0) await this.#context.timers.sleep(wait);
      await this.#take(step, startedAt);
    }
  }

  #collect(): Promise<void> {
    return (this.#collected ??= this.#collectOnce());
  }

  async #collectOnce(): Promise<void> {
    const code = await this.#carriage.collect?.();
    if (code !== undefined) this.#steps = [failure('failed', code, this.#context.settings.delays.sentMs)];
  }

  async #take(step: Step, startedAt: number): Promise<void> {
    const report: Report = { status: step.status, at: startedAt + step.occursMs };
    if (step.code !== undefined) report.code = step.code;
    if (step.settles) this.#carriage.settle(report);
    for (let count = 0; count < step.reports; count += 1) this.#post(report);
    if (step.status === 'delivered' || step.status === 'read') this.#arrive();
    await this.#tail;
  }

  // In a chain, so that a person who reads at once does not overtake the delivery.
  #post(report: Report): void {
    this.#tail = this.#after(this.#tail, report);
  }

  async #after(earlier: Promise<void>, report: Report): Promise<void> {
    await earlier;
    const taken = await this.#carriage.post(report);
    const { person, message } = this.#carriage;
    this.#context.people.find(person)?.reported(message.externalId, report.status, taken);
  }

  #arrive(): void {
    if (this.#arrived) return;
    this.#arrived = true;
    this.#context.people.find(this.#carriage.person)?.arrived(this.#carriage, () => this.#readByHand());
  }

  async #readByHand(): Promise<void> {
    const report: Report = { status: 'read', at: this.#context.settings.now() };
    this.#carriage.settle(report);
    this.#post(report);
    await this.#tail;
  }
}

function planned(context: Context, carriage: Carriage, faults: readonly StatusFault[]): Step[] {
  let steps = isBlocked(context, carriage)
    ? [failure(carriage.closedWindow.status, carriage.closedWindow.code, context.settings.delays.sentMs)]
    : usual(context.settings.delays, readsByItself(context, carriage));
  for (const fault of faults) steps = altered(steps, fault);
  return steps;
}

function isBlocked({ settings, windows }: Context, { freeForm, message, person }: Carriage): boolean {
  return settings.enforceWindow && freeForm && !windows.isOpen(message.from, person, message.at);
}

function readsByItself({ people }: Context, { person, withoutReceipts }: Carriage): boolean {
  if (withoutReceipts === true) return false;
  return (people.find(person)?.options.reads ?? 'auto') === 'auto';
}

function usual(delays: Delays, reads: boolean): Step[] {
  const steps: Step[] = [];
  const sentMs = delays.sentMs === null ? 0 : draw(delays.sentMs);
  if (delays.sentMs !== null) steps.push(step('sent', sentMs));
  const deliveredMs = delays.deliveredMs === null ? sentMs : Math.max(sentMs, draw(delays.deliveredMs));
  const silent = { reports: 0, settles: false };
  steps.push({ ...step('delivered', deliveredMs), ...(delays.deliveredMs === null && silent) });
  if (reads && delays.readMs !== null) steps.push(step('read', deliveredMs + draw(delays.readMs)));
  return steps;
}

function step(status: ReportedStatus, atMs: number): Step {
  return { status, occursMs: atMs, postMs: atMs, reports: 1, settles: true };
}

function failure(status: FailedStatus, code: number, delay: Duration | null): Step {
  return { ...step(status, delay === null ? 0 : draw(delay)), code };
}

function altered(steps: Step[], fault: StatusFault): Step[] {
  switch (fault.kind) {
    case 'status_duplicated':
      return steps.map((each) => ({ ...each, reports: each.reports * (fault.times ?? 2) }));
    case 'status_disorder':
      return reversed(steps);
    case 'status_dropped':
      return steps.map((each) => (isDropped(each, fault.statuses) ? { ...each, reports: 0 } : each));
    case 'status_failed':
      return failed(steps, fault);
    case 'status_early':
    default:
      return steps;
  }
}

function isDropped({ status }: Step, dropped?: readonly ReportedStatus[]): boolean {
  return dropped === undefined || dropped.includes(status);
}

/** The last comes first, at the times the others would have come; what happened when stays true. */
function reversed(steps: Step[]): Step[] {
  const times = steps.map(({ postMs }) => postMs);
  const lastFirst = steps.toReversed();
  for (const [index, each] of lastFirst.entries()) each.postMs = times[index] ?? each.postMs;
  return lastFirst;
}

function failed(steps: Step[], fault: Extract<StatusFault, { kind: 'status_failed' }>): Step[] {
  const reached = fault.after ?? 'accepted';
  const kept = reached === 'accepted' ? 0 : steps.findIndex(({ status }) => status === reached) + 1;
  const atMs = steps[kept]?.postMs ?? steps.at(-1)?.postMs ?? 0;
  return [...steps.slice(0, kept), { ...step(fault.status ?? 'failed', atMs), code: fault.code }];
}
