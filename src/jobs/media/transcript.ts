// The words of a voice note, from what is stored of it.
import { buffer } from 'node:stream/consumers';
import { storableText } from '../../domain/json.ts';
import type { ClaimedMedia, TranscriptResult } from '../../store/media-work.ts';
import type { JobContext } from '../job.ts';

// What the endpoints take, and what providers let through as audio.
const largestBytes = 16 * 1024 ** 2;
// An hour of speech has about so many.
const longestText = 60_000;

/** Never throws: a voice note without words is still a voice note. */
export async function transcribeFile(
  context: JobContext,
  claim: ClaimedMedia,
  file: { objectKey: string; size: number; contentType: string },
): Promise<TranscriptResult> {
  const { transcribe, objects, log } = context;
  if (!transcribe || file.size > largestBytes || !/^(audio|video)\//.test(file.contentType))
    return { status: 'failed' };
  try {
    const { stream } = await objects.get(file.objectKey);
    const text = await transcribe(await buffer(stream), file.contentType);
    return { status: 'done', text: storableText(text.trim().slice(0, longestText)) };
  } catch (err) {
    log.warn({ err, media: claim.id }, 'a voice note could not be transcribed');
    return { status: 'failed' };
  }
}
