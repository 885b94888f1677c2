// Photos, films and recordings that belong to a ticket: several in a row are one answer.
import { text } from '../../choices.ts';
import type { FlowMessage } from '../../flow.ts';
import type { TextKey } from '../../locales/index.ts';
import { goTo, longestDescription, mostFiles } from './state.ts';
import type { Answering, Data, Stepped } from './state.ts';

// People pick several photos and send them at once; they arrive one by one.
const burstMs = 60_000;

export function hasFiles({ media }: FlowMessage): boolean {
  return media.some(isKept);
}

/** What a message without a choice cannot be used for where only words help. */
export function unusable(message: FlowMessage): TextKey | undefined {
  const { kind, text: words, media } = message;
  if (isRecording(message)) return words === '' ? 'menu.not_heard' : undefined;
  const hasWords = words !== '' && media.length === 0 && kind !== 'location' && kind !== 'contacts';
  return hasWords ? undefined : 'menu.cannot_use';
}

/** Something said aloud, which is an answer as words are. */
export function isRecording({ media }: FlowMessage): boolean {
  return media.length > 0 && media.every(({ kind }) => kind === 'audio');
}

/** The words of a message that is nothing else: written or said aloud, not chosen. */
export function saidIn(message: FlowMessage): string {
  const { replyId, text: words, media } = message;
  return replyId === undefined && (media.length === 0 || isRecording(message)) ? words : '';
}

/** The files are kept, and the question stands: it is put again, but not for each file of many. */
export function keepFiles(input: Answering): Stepped {
  const { state, message, say, now } = input;
  const { step, data } = state;
  const isFull = data.mediaIds.length + message.media.length > mostFiles;
  const replies = isFull ? [text(say('menu.files.full', { most: mostFiles }))] : [];
  const quiet = data.fileAt !== undefined && now.getTime() - Date.parse(data.fileAt) < burstMs;
  return { ...goTo(step, { ...collected(input), fileAt: now.toISOString() }, replies), quiet };
}

/** With the files of a message. What was said is the description, or goes on with it. */
export function collected({ state: { data }, message, say }: Answering): Data {
  const { text: words } = message;
  const mediaIds = [...data.mediaIds, ...message.media.filter(isKept).map(({ id }) => id)].slice(0, mostFiles);
  // A recording is a description also when its words are not known.
  const said = words === '' && isRecording(message) ? say('menu.files.recording') : words;
  const description = [data.description, said].filter((part) => part !== undefined && part !== '').join('\n');
  if (description === '' || description.length > longestDescription) return { ...data, mediaIds };
  return { ...data, mediaIds, description };
}

function isKept({ kind }: FlowMessage['media'][number]): boolean {
  return kind !== 'sticker';
}
