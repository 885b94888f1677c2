// Files that came with messages: written down, to be fetched by whoever does that. A file never holds a message back, but
// for a voice note whose words are on their way.
import { idTime, newId } from '../../domain/ids.ts';
import type { NextJob } from '../../domain/job.ts';
import type { Trx } from '../../platform/db.ts';
import { insertMedia, type NewMedia } from '../../store/media.ts';
import type { PlacedArrival } from './conversations.ts';

// Meta keeps what people send for a week. Twilio keeps it until it is deleted: the same bound is ours.
const keptMs = 7 * 24 * 3600_000;

/** Longest that a conversation waits for the words of a voice note. */
const transcriptWaitMs = 45_000;

export interface ArrivedFiles {
  /** Media ids by message, in order. */
  idsOf: ReadonlyMap<string, string[]>;
  /** By message: intake leaves it and what comes after it until then. */
  holdOf: ReadonlyMap<string, Date>;
  next: NextJob[];
}

/** @param awaitsWords whether the words of a voice note of this message are to be waited for. */
export async function keepFiles(
  trx: Trx,
  arrivals: readonly PlacedArrival[],
  awaitsWords: (arrival: PlacedArrival) => boolean,
): Promise<ArrivedFiles> {
  const idsOf = new Map<string, string[]>();
  const holdOf = new Map<string, Date>();
  const files: NewMedia[] = [];
  for (const arrival of arrivals) {
    const own = filesOf(arrival, awaitsWords(arrival));
    if (own.length === 0) continue;
    const { id } = arrival.item;
    idsOf.set(
      id,
      own.map((file) => file.id),
    );
    if (own.some((file) => file.awaitsTranscript)) holdOf.set(id, new Date(idTime(id).getTime() + transcriptWaitMs));
    files.push(...own);
  }
  await insertMedia(trx, files);
  return { idsOf, holdOf, next: files.map(({ id }) => ({ queue: 'media', data: { mediaId: id } })) };
}

function filesOf({ item, channel, message, person, conversationId }: PlacedArrival, awaits: boolean): NewMedia[] {
  return (message.media ?? []).map(({ kind, ref, contentType, sha256, filename, voice }) => ({
    id: newId(),
    tenantId: person.tenantId,
    origin: 'inbound',
    kind,
    source: ref,
    channelId: channel.id,
    conversationId,
    messageId: item.id,
    expiresAt: new Date(idTime(item.id).getTime() + keptMs),
    ...(contentType === undefined ? {} : { declaredType: contentType }),
    ...(sha256 === undefined ? {} : { declaredSha256: sha256 }),
    ...(filename === undefined ? {} : { filename }),
    ...(voice ? { voice, awaitsTranscript: awaits } : {}),
  }));
}
