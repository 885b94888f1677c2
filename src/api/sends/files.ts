// Files of sends: stored ones are checked against what the channel takes, linked ones become files that are to be fetched.
import { channelProblems } from '../../domain/channel-rules.ts';
import { mediaIdsOf } from '../../domain/content.ts';
import type { Trx } from '../../platform/db.ts';
import { takeLinks } from '../../store/linked-files.ts';
import { findMedia, type Media } from '../../store/media.ts';
import { invalidFields, notFound, Refusal } from '../errors.ts';
import { unmet } from './send-rules.ts';
import type { Placed } from './send.ts';

/** Refuses what the channel cannot send. Sends nothing but text without a look at the database. */
export async function checkChannels(trx: Trx, sends: readonly Placed[]): Promise<void> {
  const media = await findMedia(
    trx,
    sends.flatMap(({ content }) => mediaIdsOf(content)),
  );
  for (const send of sends) send.result = problemOf(send, media);
}

function problemOf({ draft, content, conversation }: Placed, media: ReadonlyMap<string, Media>): Refusal | undefined {
  const ids = mediaIdsOf(content);
  for (const id of ids) {
    const refusal = unusable(id, media.get(id));
    if (refusal) return refusal;
  }
  const files = new Map(ids.flatMap((id) => (media.get(id)?.file ? [[id, media.get(id)!.file!]] : [])));
  const problems = channelProblems(content, conversation, files);
  if (problems.length === 0) return undefined;
  return invalidFields(
    problems.map(({ path, description }) => ({ field: `${draft.path}${draft.pathOf(path)}`, description })),
  );
}

function unusable(id: string, media: Media | undefined): Refusal | undefined {
  if (!media) return notFound('media', id);
  if (media.status === 'failed') return unmet('MEDIA_FAILED', id, 'The file could not be had.');
  if (media.status === 'ready') return undefined;
  const text = 'The file is still being fetched.';
  return new Refusal('precondition', 'MEDIA_PENDING', text, { precondition: { subject: id }, retryAfterMs: 2_000 });
}

/** Puts the links of messages down as files to be fetched, and returns their ids. The contents then refer to these. */
export async function takeFiles(trx: Trx, tenantId: string, sends: readonly Placed[]): Promise<string[]> {
  const { contents, mediaIds } = await takeLinks(
    trx,
    sends.map(({ content, conversation, messageIds }) => ({
      tenantId,
      conversationId: conversation.id,
      messageId: messageIds[0]!,
      content,
    })),
  );
  for (const [index, send] of sends.entries()) send.content = contents[index]!;
  return mediaIds;
}
