// What one channel can say: what its provider or transport has no way to show, and which files it takes.
import { mediaSources } from './content.ts';
import { animatedStickerBytes, mediaRules, type MediaKind } from './media.ts';
import type { MediaSource, OutboundContent } from './message.ts';
import { Problems, type Problem } from './problem.ts';
import type { Transport } from './transport.ts';
import type { ProviderName } from './webhook.ts';

export interface ChannelAbilities {
  provider: ProviderName;
  transport: Transport;
}

/** A stored file, as far as it decides whether it can be sent. */
export interface FileFacts {
  contentType: string;
  /** Bytes. */
  size: number;
}

/**
 * What a channel cannot send of a content that is sound by itself (content-rules.ts); paths as there.
 * @param files by media id; one that is not there (still to be fetched) is not judged.
 */
export function channelProblems(
  content: OutboundContent,
  channel: ChannelAbilities,
  files: ReadonlyMap<string, FileFacts>,
): Problem[] {
  const problems = new Problems();
  if (channel.transport === 'sms') {
    if (content.kind !== 'text') problems.add(topOf(content), 'cannot be sent by SMS: only text can');
    return problems.found;
  }
  if (channel.provider === 'twilio') checkTwilio(problems, content);
  // Contents at Twilio may be called anything.
  if (channel.provider === 'meta' && content.kind === 'template' && !/^[a-z0-9_]+$/.test(content.name)) {
    problems.add('template.name', 'must be lower-case letters, digits and underscores on a Meta channel');
  }
  for (const { path, kind, source, voice } of filesOf(content)) {
    const facts = 'mediaId' in source ? files.get(source.mediaId) : undefined;
    if (facts) checkFile(problems, path, { kind, voice }, facts, channel.provider);
  }
  return problems.found;
}

function topOf(content: OutboundContent): string {
  return 'source' in content ? 'media' : content.kind;
}

function checkTwilio(problems: Problems, content: OutboundContent): void {
  const cannot = (path: string, what: string) => problems.add(path, `${what} on a Twilio channel`);
  if (content.kind === 'reaction' || content.kind === 'contacts') cannot(content.kind, 'cannot be sent');
  if (content.kind === 'interactive' && content.action.type === 'flow') cannot('interactive.flow', 'cannot be sent');
  if (content.kind === 'document' && content.caption) cannot('media.caption', 'must be empty for a document');
  if (content.kind === 'document' && content.filename) cannot('media.filename', 'must be empty');
  if (content.kind === 'audio' && content.voice) cannot('media.voice', 'must be false');
}

interface SentFile {
  path: string;
  kind: MediaKind;
  source: MediaSource;
  voice: boolean;
}

function filesOf(content: OutboundContent): SentFile[] {
  const [source] = mediaSources(content);
  if (!source) return [];
  if ('source' in content) {
    return [{ path: 'media.source', kind: content.kind, source, voice: content.voice ?? false }];
  }
  const header = 'header' in content ? content.header : undefined;
  if (!header || !('source' in header)) return [];
  return [{ path: `${content.kind}.header.${header.type}`, kind: header.type, source, voice: false }];
}

function checkFile(
  problems: Problems,
  path: string,
  { kind, voice }: Pick<SentFile, 'kind' | 'voice'>,
  file: FileFacts,
  provider: ProviderName,
): void {
  problems.add(`${path}.media_id`, fileProblem(kind, file, provider));
  if (voice && file.contentType !== 'audio/ogg') {
    problems.add('media.voice', `must be false: a voice message is OGG/Opus, and the file is ${file.contentType}`);
  }
}

/** Why a provider does not take the file as this kind, if so. */
export function fileProblem(
  kind: MediaKind,
  { contentType, size }: FileFacts,
  provider: ProviderName,
): string | undefined {
  const rule = mediaRules[provider][kind];
  if (!rule.contentTypes.includes(contentType)) {
    return `is ${contentType}: a ${provider} channel takes ${kind} as ${rule.contentTypes.join(', ')}`;
  }
  // Whether a sticker moves is not known here; the provider refuses a still one that is too large.
  const most = kind === 'sticker' ? animatedStickerBytes : rule.maxBytes;
  return size > most ? `has ${size} bytes: a ${provider} channel takes ${kind} of up to ${most}` : undefined;
}
