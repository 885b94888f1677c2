// A stored message as a flow sees it.
import { asObject } from '../domain/json.ts';
import type { MediaKind } from '../domain/media.ts';
import type { Place } from '../domain/ticket.ts';
import type { FlowMessage } from './flow.ts';
import { cleanInput } from './guardrails/clean-input.ts';

export interface EngineMessage {
  id: string;
  kind: string;
  /** What the history shows. */
  body: string;
  payload: unknown;
  /** When the provider says that it was sent. */
  providerAt: Date;
  replyId: string | null;
  replyTo: string | null;
  media: readonly { id: string; kind: MediaKind; transcript: string | null }[];
  /** What was written with a file. */
  caption?: string;
  place?: Place;
}

/** What the person said in words: nothing of a photo without a caption. */
export function readWords({ kind, body, media, caption, place }: EngineMessage): { words: string; spoken: boolean } {
  const transcript = media.flatMap((file) => file.transcript ?? []).join('\n');
  if (transcript !== '') return { words: cleanInput(transcript), spoken: true };
  const withoutWords = media.length > 0 || place !== undefined || kind === 'location';
  return { words: cleanInput(withoutWords ? (caption ?? '') : body), spoken: false };
}

export function toFlowMessage(
  message: EngineMessage,
  words: string,
  chosen?: { id: string; title: string },
): FlowMessage {
  const { id, kind, body, payload, media, replyTo, place } = message;
  const replyId = chosen?.id ?? message.replyId;
  return {
    id,
    kind,
    text: chosen?.title || words,
    shown: cleanInput(body),
    payload: asObject(payload),
    media: media.map((file) => ({ id: file.id, kind: file.kind })),
    ...(replyId === null ? {} : { replyId }),
    ...(replyTo === null ? {} : { replyTo }),
    ...(place === undefined ? {} : { place }),
  };
}
