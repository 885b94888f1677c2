// What `send` says: from its options to the content of a request. Files are uploaded on the way.
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { MediaKind } from '../api/gen/switchboard/v1/MediaKind.ts';
import type { SendMessageRequest } from '../api/gen/switchboard/v1/SendMessageRequest.ts';
import type { TemplateComponent } from '../api/gen/switchboard/v1/TemplateComponent.ts';
import type { ApiClient } from './api-client.ts';
import { UsageError } from './report.ts';

export interface ContentOptions {
  text?: string;
  template?: string;
  language: string;
  param: string[];
  media?: string;
  as?: string;
  location?: string;
  buttons?: string;
}

/** Throws UsageError. */
export async function contentOf(client: ApiClient, options: ContentOptions): Promise<SendMessageRequest> {
  const { text, template, media, location, buttons } = options;
  const kinds = [template, media, location, buttons].filter((given) => given !== undefined);
  if (kinds.length > 1) throw new UsageError('Give one of --template, --media, --location and --buttons.');
  if (template !== undefined || location !== undefined) {
    if (text !== undefined) throw new UsageError('--text goes with --media or --buttons, or stands alone.');
    if (location !== undefined) return { location: locationOf(location) };
    return { template: { name: template!, language: options.language, components: componentsOf(options.param) } };
  }
  if (options.param.length > 0) throw new UsageError('--param goes with --template.');
  if (media !== undefined) return { media: await mediaOf(client, media, text ?? '', options.as) };
  if (text === undefined) throw new UsageError('Say what to send: --text, --template, --media or --location.');
  return buttons === undefined ? { text: { text } } : { interactive: { body: text, buttons: buttonsOf(buttons) } };
}

function locationOf(given: string) {
  const [latitude = '', longitude = '', ...name] = given.split(',').map((part) => part.trim());
  const isNumber = (part: string) => part !== '' && Number.isFinite(Number(part));
  if (!isNumber(latitude) || !isNumber(longitude))
    throw new UsageError(
      `--location ${given}: give latitude, longitude and perhaps a name, such as 19.43,-99.13,Office`,
    );
  return { latitude: Number(latitude), longitude: Number(longitude), name: name.join(', ') };
}

function buttonsOf(given: string) {
  const titles = given.split(',').map((title) => title.trim());
  return { buttons: titles.map((title) => ({ id: title, title })) };
}

const places = /^(header|url(\d)|payload(\d)|code(\d))$/;

/** `1=Ana` and `name=Ana` fill the body; `header`, `url0`, `payload0` and `code0` other parts. */
function componentsOf(params: readonly string[]): TemplateComponent[] {
  const pairs = params.map((param) => {
    const at = param.indexOf('=');
    if (at < 1)
      throw new UsageError(`--param ${param}: give a placeholder and its value, such as 1=Ana or day=Monday.`);
    return { key: param.slice(0, at), value: param.slice(at + 1) };
  });
  const ofBody = pairs.filter(({ key }) => !places.test(key));
  const numbered = ofBody.every(({ key }) => /^\d+$/.test(key));
  const sorted = numbered ? ofBody.toSorted((a, b) => Number(a.key) - Number(b.key)) : ofBody;
  const parameters = sorted.map(({ key, value }) => ({ ...(numbered ? {} : { name: key }), text: value }));
  return [
    ...pairs.filter(({ key }) => places.test(key)).map(({ key, value }) => componentOf(key, value)),
    ...(parameters.length > 0 ? [{ part: 'PART_BODY' as const, parameters }] : []),
  ];
}

function componentOf(key: string, value: string): TemplateComponent {
  if (key === 'header') return { part: 'PART_HEADER', parameters: [{ text: value }] };
  const parameter = key.startsWith('url')
    ? { text: value }
    : key.startsWith('payload')
      ? { buttonPayload: value }
      : { couponCode: value };
  return { part: 'PART_BUTTON', buttonIndex: Number(key.at(-1)), parameters: [parameter] };
}

const kinds: { readonly [as: string]: MediaKind } = {
  image: 'MEDIA_KIND_IMAGE',
  video: 'MEDIA_KIND_VIDEO',
  audio: 'MEDIA_KIND_AUDIO',
  voice: 'MEDIA_KIND_AUDIO',
  document: 'MEDIA_KIND_DOCUMENT',
  sticker: 'MEDIA_KIND_STICKER',
};

const kindsByExtension: { readonly [extension: string]: MediaKind } = {
  '.jpg': kinds['image']!,
  '.jpeg': kinds['image']!,
  '.png': kinds['image']!,
  '.webp': kinds['sticker']!,
  '.mp4': kinds['video']!,
  '.3gp': kinds['video']!,
  '.mp3': kinds['audio']!,
  '.m4a': kinds['audio']!,
  '.aac': kinds['audio']!,
  '.amr': kinds['audio']!,
  '.ogg': kinds['audio']!,
};

async function mediaOf(client: ApiClient, place: string, caption: string, as: string | undefined) {
  const kind = as === undefined ? undefined : kinds[as];
  if (as !== undefined && !kind) throw new UsageError(`--as ${as}: choose from ${Object.keys(kinds).join(', ')}.`);
  const more = { caption, voice: as === 'voice' };
  if (/^https?:\/\//i.test(place)) {
    const extension = path.extname(URL.parse(place)?.pathname ?? '').toLowerCase();
    return { ...more, kind: kind ?? kindsByExtension[extension] ?? 'MEDIA_KIND_DOCUMENT', source: { link: place } };
  }
  await access(place).catch(() => {
    throw new UsageError(`There is no file ${place} that can be read.`);
  });
  const stored = await client.upload(place, kind ? { kind } : {});
  return { ...more, kind: stored.kind, source: { mediaId: stored.id } };
}
