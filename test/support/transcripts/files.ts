// What people send besides words: photos, and voice notes that carry their words in them for the played speech endpoint.
import type { GivenFile } from '../../../src/sandbox/index.ts';
import { image } from '../images.ts';
import { says, type SpeechHost } from '../speech.ts';

const opusHead = 'OpusHead';

export function voiceNote(words: string): GivenFile {
  const bytes = Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from(opusHead + words)]);
  return { bytes, contentType: 'audio/ogg; codecs=opus', voice: true };
}

/** Every voice note says what it was made with. */
export function answerWithWords(host: SpeechHost): void {
  host.answer = async (response, { form }) => {
    const bytes = Buffer.from(await (form.get('file') as File).arrayBuffer());
    says(bytes.subarray(bytes.indexOf(opusHead) + opusHead.length).toString())(response);
  };
}

let photos = 0;
let picture: Promise<Buffer> | undefined;

/** No two are the same. */
export async function photo(): Promise<GivenFile> {
  picture ??= image({ width: 60, height: 40 });
  photos += 1;
  return { bytes: Buffer.concat([await picture, Buffer.from(`photo ${photos}`)]), contentType: 'image/jpeg' };
}
