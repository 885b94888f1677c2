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
export function unusable({ kind, text: words, media }: FlowMessage): TextKey | undefined {
  const isRecording = media.length > 0 && media.every((file) => file.kind === 'audio');
  if (isRecording) return words === '' ? 'menu.not_heard' : undefined;
  const hasWords = words !== '' && media.length === 0 && kind !== 'location' && kind !== 'contacts';
  return hasWords ? undefined : 'menu.cannot_use';
}

/** The files are kept, and the question stands: it is put again, but not for each file of many. */
export function keepFiles({ state: { step, data }, message, say, now }: Answering): Stepped {
  const all = [...data.mediaIds, ...message.media.filter(isKept).map(({ id }) => id)];
  const replies = all.length > mostFiles ? [text(say('menu.files.full', { most: mostFiles }))] : [];
  const quiet = data.fileAt !== undefined && now.getTime() - Date.parse(data.fileAt) < burstMs;
  const kept = withWords({ ...data, mediaIds: all.slice(0, mostFiles), fileAt: now.toISOString() }, message);
  return { ...goTo(step, kept, replies), quiet };
}

/** What was said is the description, or goes on with it. A recording is one, also when its words are not known. */
export function withWords(data: Data, { text: words, shown, media }: FlowMessage): Data {
  const said = words === '' && media.some(({ kind }) => kind === 'audio') ? shown : words;
  const description = [data.description, said].filter((part) => part !== undefined && part !== '').join('\n');
  return description === '' || description.length > longestDescription ? data : { ...data, description };
}

function isKept({ kind }: FlowMessage['media'][number]): boolean {
  return kind !== 'sticker';
}
