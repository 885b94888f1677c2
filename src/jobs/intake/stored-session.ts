// Sessions as they are stored, and back. What is read may have been written by an older version, or for another flow.
import { languageOf, type Language } from '../../domain/language.ts';
import { asArray, asObject, asText } from '../../domain/json.ts';
import type { Json } from '../../domain/webhook.ts';
import type { FlowState } from '../../intake/flow.ts';
import { parseTraffic } from '../../intake/guardrails/traffic.ts';
import { parseReplyOptions } from '../../intake/reply-options.ts';
import { ended, type Session } from '../../intake/session.ts';
import type { NewSession, StoredSession } from '../../store/sessions.ts';

/** Of a dialogue with another flow only what guards against floods is left. */
export function readSession(stored: StoredSession, flow: string): Session {
  const session: Session = {
    state: stored.step === null ? undefined : { step: stored.step, data: asObject(stored.data) },
    language: languageOf(stored.language) ?? 'en',
    offered: parseReplyOptions(stored.offered).filter((option) => option !== undefined),
    earlier: asArray(stored.earlier).map(readState),
    traffic: parseTraffic(stored.traffic),
    startedAt: stored.startedAt,
    expiresAt: stored.expiresAt ?? undefined,
  };
  return stored.flow === flow ? session : ended(session);
}

function readState(stored: Json): FlowState {
  const { step, data } = asObject(stored);
  return { step: asText(step), data: asObject(data) };
}

export function toStored(
  session: Session,
  of: { conversationId: string; tenantId: string; flow: string; language: Language },
): NewSession {
  return {
    ...of,
    step: session.state?.step ?? null,
    data: (session.state?.data ?? {}) as Json,
    offered: session.offered.map(({ id, title }) => ({ id, title })),
    earlier: session.earlier.map(({ step, data }) => ({ step, data: data as Json })),
    traffic: session.traffic as unknown as Json,
    startedAt: session.startedAt,
    expiresAt: session.expiresAt ?? null,
  };
}
