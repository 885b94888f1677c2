// Pieces that several kinds of content have in common, from a request to what the platform sends.
import type { LocationContent, MediaSource, OutboundContent } from '../../domain/message.ts';
import type { Fields } from '../fields.ts';
import type { LocationContent__Output as ApiLocation } from '../gen/switchboard/v1/LocationContent.ts';
import type { MediaSource__Output as ApiSource } from '../gen/switchboard/v1/MediaSource.ts';

export interface SentContent {
  content: OutboundContent;
  /** Of a reaction: our id of the message reacted to. Its external id is filled in when it is known. */
  reactionToId?: string;
  /** From a path of the domain's rules to that of the .proto. */
  pathOf(path: string): string;
}

/** What was left empty is left out. */
export function given<Name extends string>(name: Name, value: string): { [name in Name]?: string } {
  return value === '' ? {} : ({ [name]: value } as { [name in Name]?: string });
}

export function readLocation({ latitude, longitude, name, address }: ApiLocation): Omit<LocationContent, 'kind'> {
  return { latitude, longitude, ...given('name', name), ...given('address', address) };
}

/** Undefined when it names no file. */
export function readSource(
  fields: Fields,
  path: string,
  source: ApiSource | null | undefined,
): MediaSource | undefined {
  if (source?.source === 'link') return { link: source.link ?? '' };
  if (source?.source === 'mediaId') {
    const mediaId = fields.id(`${path}.media_id`, source.mediaId ?? '');
    return mediaId === '' ? undefined : { mediaId };
  }
  fields.wrong(path, 'is required: media_id or link');
  return undefined;
}
