// A person on their way through a flow, with the engine and without the rest: what is stored between two messages goes through
// the form in which it is stored, and choices that went out as numbered text stand as they do in a conversation.
import { storable } from '../../src/domain/json.ts';
import type { Language } from '../../src/domain/language.ts';
import { textLimit, type ReplyOption } from '../../src/domain/message.ts';
import type { ProviderName } from '../../src/domain/webhook.ts';
import { optionsOf } from '../../src/intake/choices.ts';
import { NotYet, runConversation, type ConversationRun } from '../../src/intake/engine.ts';
import type { EngineMessage } from '../../src/intake/engine-message.ts';
import type { Flow, Reply } from '../../src/intake/flow.ts';
import { emptyTraffic } from '../../src/intake/guardrails/traffic.ts';
import { flows } from '../../src/intake/registry.ts';
import type { Session } from '../../src/intake/session.ts';
import { readSession, toStored } from '../../src/jobs/intake/stored-session.ts';
import type { OutboundMessage } from '../../src/providers/provider.ts';
import { planMessage } from '../../src/providers/twilio/plan.ts';
import type { Act } from './anybody.ts';
import type { Oracle } from './oracle.ts';

export interface Way {
  flow: Flow;
  provider: ProviderName;
  language: Language;
  oracle: Oracle;
}

/** How a reply leaves over Twilio. */
export function planOf(content: Reply) {
  const message = { recipient: '+27820000000', content, files: new Map() } as unknown as OutboundMessage;
  return planMessage({ transport: 'whatsapp' }, message);
}

let messages = 0;
/** Of later than it is handled no message is. */
const asHandled = new Date('2999-01-01T00:00:00Z');

const flowNames = new Set(flows.keys());

export class Walker {
  readonly way: Way;
  now = new Date('2026-11-21T10:00:00Z');
  session: Session | undefined;
  /** As it travels: everything that was ever offered. */
  seen: ReplyOption[] = [];
  #numbered: ReplyOption[] | null = null;

  constructor(way: Way) {
    this.way = way;
  }

  /** Another who stands at the same place, a little later, and whom nobody takes for a machine. */
  fork(): Walker {
    const other = new Walker(this.way);
    other.now = new Date(this.now.getTime() + 1_000);
    other.session = this.session && { ...this.session, traffic: emptyTraffic };
    other.seen = this.seen;
    other.#numbered = this.#numbered;
    return other;
  }

  /** What an act is as a message: undefined when there is nothing to choose, or time passed. */
  messageOf(act: Act): EngineMessage | undefined {
    const offered = this.session?.offered ?? [];
    switch (act.act) {
      case 'write':
        return typed(act.text);
      case 'choose': {
        const option = offered[act.at % offered.length];
        return option && chosen(option, offered.indexOf(option), act.by, this.way.flow.name);
      }
      case 'tap_old': {
        const option = this.seen[act.at % this.seen.length];
        return option && tapped(option.id, option.title);
      }
      case 'tap_foreign':
        return tapped(act.id, 'Something');
      case 'photos':
        return photos(act.caption, act.count);
      case 'voice':
        return spoken(act.words);
      case 'place':
        return located(act);
      case 'odd':
        return { ...typed(`[${act.kind}]`), kind: act.kind, payload: { [act.kind]: {} } };
      case 'wait':
        this.now = new Date(this.now.getTime() + act.minutes * 60_000);
        return undefined;
    }
  }

  /** All of them, in as many runs as it takes. */
  *send(given: readonly EngineMessage[]): Generator<ConversationRun> {
    let left = given;
    while (left.length > 0) {
      const run = this.#run(left);
      yield run;
      if (run.failure) return;
      left = left.slice(run.handled.length);
      this.now = new Date(this.now.getTime() + 7_000);
    }
  }

  /** One message that needs no waiting for. */
  say(message: EngineMessage): ConversationRun[] {
    return [...this.send([message])];
  }

  #run(given: readonly EngineMessage[]): ConversationRun {
    const { flow, provider, language, oracle } = this.way;
    const looking = runConversation({
      flow,
      session: this.session,
      messages: given,
      now: this.now,
      language,
      timeZone: 'Africa/Johannesburg',
      textLimit: textLimit[provider],
      flowNames,
      replyOptions: this.#numbered,
    });
    let next = looking.next();
    while (next.done !== true) {
      const found = oracle(next.value);
      next = found instanceof NotYet ? looking.throw(found) : looking.next(found);
    }
    this.#keep(next.value);
    return next.value;
  }

  #keep({ session, replies, optionsSpent }: ConversationRun): void {
    const { flow, provider, language } = this.way;
    const stored = toStored(session, { conversationId: '', tenantId: '', flow: flow.name, language });
    const { data, offered, earlier, traffic } = stored;
    const json = JSON.parse(JSON.stringify({ data, offered, earlier, traffic })) as object;
    this.session = readSession({ ...stored, ...json }, flow.name);
    if (optionsSpent) this.#numbered = null;
    for (const { reply } of replies) {
      this.seen.push(...optionsOf([reply]));
      if (reply.kind !== 'interactive') continue;
      const plan = provider === 'twilio' ? planOf(reply) : undefined;
      this.#numbered = plan?.type === 'plain' ? (plan.options ?? null) : null;
    }
  }
}

function message(values: Partial<EngineMessage>): EngineMessage {
  messages += 1;
  const id = `00000000-0000-7000-8000-${String(messages).padStart(12, '0')}`;
  const whole = { id, kind: 'text', body: '', payload: null, replyId: null, replyTo: null, media: [], ...values };
  return { ...storable(whole), providerAt: asHandled };
}

export function typed(text: string): EngineMessage {
  return message({ body: text });
}

function tapped(id: string, title: string): EngineMessage {
  return message({ kind: 'interactive', body: title, replyId: id, replyTo: 'wamid.earlier' });
}

function spoken(words: string | null): EngineMessage {
  const media = [{ id: `voice ${messages}`, kind: 'audio' as const, transcript: words }];
  return message({ kind: 'audio', body: '[audio]', media });
}

/** The same choice, made in one of the ways there are. */
export function chosen(
  { id, title }: ReplyOption,
  at: number,
  by: 'tap' | 'number' | 'title' | 'voice',
  flow: string,
): EngineMessage {
  if (by === 'tap') return tapped(`${flow}:${id}`, title);
  if (by === 'voice') return spoken(title);
  return typed(by === 'number' ? String(at + 1) : title);
}

function photos(caption: string, count: number): EngineMessage {
  const media = Array.from({ length: count }, (_, n) => {
    return { id: `photo ${messages} ${n}`, kind: 'image' as const, transcript: null };
  });
  return message({ kind: 'image', body: caption || '[image]', media, ...(caption ? { caption } : {}) });
}

function located({ latitude, longitude, name }: Extract<Act, { act: 'place' }>): EngineMessage {
  const place = { latitude, longitude, ...(name === undefined ? {} : { text: name }) };
  return message({ kind: 'location', body: name ?? '[location]', place });
}
