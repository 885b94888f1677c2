// Takes a valid send through the faults: what fails before the message is accepted, the acceptance, what fails after.
import type { Context } from './context.ts';
import type { CallFault, FaultTarget, Operation, StatusFault } from './faults.ts';
import type { Answer, Outcome } from './http.ts';
import { html } from './http.ts';
import { Journey } from './journey.ts';
import type { Carriage } from './journey.ts';
import { draw } from './options.ts';
import { isAnswerFault, spoilt } from './spoiling.ts';

/** A provider's own words for the failures a fault asks for. */
export interface ErrorAnswers {
  rateLimited(retryAfterSeconds?: number): Answer;
  error(code: number, httpStatus?: number, message?: string): Answer;
  serverError(httpStatus: number): Answer;
  tokenExpired(): Answer;
  notFound(operation: Operation): Answer;
}

type Deciding = Exclude<CallFault, { kind: 'slow' }>;

export async function acceptMessage(
  context: Context,
  errors: ErrorAnswers,
  target: FaultTarget,
  accept: () => { carriage: Carriage; answer: Answer },
): Promise<Outcome> {
  const { delayMs, fault } = strike(context, target);
  if (fault && !afterwards(fault)) {
    if (delayMs > 0) await context.timers.sleep(delayMs);
    return outcomeOf(fault, errors, target);
  }
  const { carriage, answer } = accept();
  const statusFaults = context.faults.takeForStatuses(target);
  context.accepted.add(carriage.message);
  const journey = new Journey(context, carriage, statusFaults);
  if (statusFaults.some(isEarly)) await journey.takeFirst();
  await pause(context, delayMs);
  // After the answer is on its way: a status that beats it is a fault, and has its own switch.
  setImmediate(() => void journey.run());
  return fault ? outcomeOf(fault, errors, target, answer) : answer;
}

/** For calls that accept no message. */
export async function answerCall(
  context: Context,
  errors: ErrorAnswers,
  target: FaultTarget,
  respond: () => Answer | Promise<Answer>,
): Promise<Outcome> {
  const { delayMs, fault } = strike(context, target);
  if (delayMs > 0) await context.timers.sleep(delayMs);
  if (!fault) return respond();
  return afterwards(fault) ? outcomeOf(fault, errors, target, await respond()) : outcomeOf(fault, errors, target);
}

function strike({ faults, calls }: Context, target: FaultTarget): { delayMs: number; fault: Deciding | undefined } {
  let delayMs = 0;
  let deciding: Deciding | undefined;
  for (const fault of faults.takeForCall(target)) {
    calls.add(`${target.provider}:fault:${fault.kind}`);
    if (fault.kind === 'slow') delayMs += fault.ms;
    else deciding = fault;
  }
  return { delayMs, fault: deciding };
}

async function pause({ settings, timers }: Context, delayMs: number): Promise<void> {
  const total = delayMs + draw(settings.delays.acceptMs);
  if (total > 0) await timers.sleep(total);
}

function afterwards(fault: Deciding): boolean {
  if (fault.kind === 'timeout_after_accept' || fault.kind === 'reset_after_accept') return true;
  if (isAnswerFault(fault)) return true;
  return 'afterAccept' in fault && fault.afterAccept;
}

function isEarly({ kind }: StatusFault): boolean {
  return kind === 'status_early';
}

function outcomeOf(fault: Deciding, errors: ErrorAnswers, target: FaultTarget, answer?: Answer): Outcome {
  if (isAnswerFault(fault)) return answer ? spoilt(answer, fault) : 'reset';
  switch (fault.kind) {
    case 'timeout_after_accept':
    case 'timeout_before_accept':
      return 'silence';
    case 'reset_after_accept':
    case 'reset_before_accept':
      return 'reset';
    case 'rate_limited':
      return errors.rateLimited(fault.retryAfterSeconds);
    case 'error':
      return errors.error(fault.code, fault.httpStatus, fault.message);
    case 'server_error':
      return serverError(fault, errors);
    case 'token_expired':
      return errors.tokenExpired();
    case 'not_found':
      return errors.notFound(target.operation);
    case 'html':
    default:
      return html(fault.httpStatus ?? 200, 'Welcome');
  }
}

function serverError(fault: Extract<CallFault, { kind: 'server_error' }>, errors: ErrorAnswers): Answer {
  const status = fault.httpStatus ?? 500;
  if (fault.body === 'html') return html(status, `${status} Server Error`);
  if (fault.body === 'empty') return { status, body: '', contentType: 'text/plain' };
  return errors.serverError(status);
}
