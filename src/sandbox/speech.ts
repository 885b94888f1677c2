// Voice notes of people who have no microphone: the words lie in the file, and a played speech-to-text endpoint reads them
// from there, in the words of OpenAI's transcription API.
import type { GivenFile } from './files.ts';
import { json, type Call, type Outcome } from './http.ts';
import { parseMultipart } from './multipart.ts';

const opusHead = 'OpusHead';
const beforeWords = Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from(opusHead)]);

/** Looks like a recording to whoever only looks at its beginning. */
export function spokenNote(words: string): GivenFile & { bytes: Uint8Array } {
  const bytes = Buffer.concat([beforeWords, Buffer.from(words)]);
  return { bytes, contentType: 'audio/ogg; codecs=opus', voice: true };
}

/** Hears nothing in a real recording: answered 400. */
export async function transcribe({ method, path, headers, body }: Call): Promise<Outcome> {
  if (method !== 'POST' || path !== '/v1/audio/transcriptions') return failure(404, 'there is only transcription here');
  const file = parseMultipart(headers['content-type'], body)?.find(({ name }) => name === 'file');
  if (!file) return failure(400, 'file is missing');
  if (!file.bytes.subarray(0, beforeWords.length).equals(beforeWords))
    return failure(400, 'the sandbox hears only notes of its own phones; set STT_BASE_URL for real speech');
  return json(200, { text: file.bytes.toString('utf8', beforeWords.length) });
}

function failure(status: number, message: string): Outcome {
  return json(status, { error: { message } });
}
