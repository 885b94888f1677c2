// Which types of file the providers carry, how large each may be, and what the bytes themselves look like.
export type FileKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

const kilobyte = 1_024;
const megabyte = 1_024 * kilobyte;

const openXml = 'application/vnd.openxmlformats-officedocument';

/** What Meta takes from a business. What a person sends as a document can be anything. */
const typesAtMeta: Readonly<Record<FileKind, readonly string[]>> = {
  audio: ['audio/aac', 'audio/mp4', 'audio/mpeg', 'audio/amr', 'audio/ogg', 'audio/opus'],
  document: [
    'text/plain',
    'application/pdf',
    'application/msword',
    'application/vnd.ms-excel',
    'application/vnd.ms-powerpoint',
    `${openXml}.wordprocessingml.document`,
    `${openXml}.spreadsheetml.sheet`,
    `${openXml}.presentationml.presentation`,
  ],
  image: ['image/jpeg', 'image/png'],
  sticker: ['image/webp'],
  video: ['video/mp4', 'video/3gpp'],
};

const limitsAtMeta: Readonly<Record<FileKind, number>> = {
  audio: 16 * megabyte,
  document: 100 * megabyte,
  image: 5 * megabyte,
  sticker: 500 * kilobyte,
  video: 16 * megabyte,
};

const stillStickerLimit = 100 * kilobyte;

/** A person's file that is larger is told of, but not kept. */
export const largestAtMeta = limitsAtMeta.document;

const typesAtTwilio = new Set<string>([
  ...typesAtMeta.image,
  ...typesAtMeta.sticker,
  ...typesAtMeta.video,
  ...typesAtMeta.audio,
  'application/pdf',
  'application/msword',
  `${openXml}.wordprocessingml.document`,
  `${openXml}.spreadsheetml.sheet`,
  `${openXml}.presentationml.presentation`,
  'text/vcard',
  'text/x-vcard',
]);

/** Without parameters, in lower case. */
export function essence(contentType: string): string {
  return contentType.split(';')[0]!.trim().toLowerCase();
}

/** What WhatsApp makes of a file that a person picks. */
export function kindOf(contentType: string): FileKind {
  const type = essence(contentType);
  if (type === 'image/webp') return 'sticker';
  if (type === 'image/jpeg' || type === 'image/png') return 'image';
  if (type.startsWith('video/')) return 'video';
  return type.startsWith('audio/') ? 'audio' : 'document';
}

export const uploadTypes: readonly string[] = Object.values(typesAtMeta).flat();

export interface Measured {
  contentType: string;
  size: number;
  /** Of a sticker: whether it moves. */
  animated: boolean;
}

/** Why Meta does not carry the file as this kind, or undefined. */
export function problemAtMeta(kind: FileKind, { contentType, size, animated }: Measured): string | undefined {
  const type = essence(contentType);
  const fits = typesAtMeta[kind].includes(type) || (kind === 'document' && uploadTypes.includes(type));
  if (!fits) return `${type || 'a file without a type'} is not supported as ${kind}`;
  const limit = kind === 'sticker' && !animated ? stillStickerLimit : limitsAtMeta[kind];
  return size > limit ? `${kind} of ${size} bytes is larger than ${limit}` : undefined;
}

export function isVoiceType(contentType: string): boolean {
  return /^audio\/(ogg|opus)$/.test(essence(contentType));
}

export function largestFor(kind: FileKind): number {
  return limitsAtMeta[kind];
}

export const largestAtTwilio = 16 * megabyte;
const largestImageAtTwilio = 5 * megabyte;

/** The code that Twilio fails the message with, or undefined. */
export function problemAtTwilio({ contentType, size }: Measured): number | undefined {
  const type = essence(contentType);
  if (!typesAtTwilio.has(type)) return 63021;
  const limit = type.startsWith('image/') ? largestImageAtTwilio : largestAtTwilio;
  return size > limit ? 63034 : undefined;
}

/** Enough of a file's beginning for the two questions below. */
export const headBytes = 32;

/** What the bytes say they are; undefined: nothing that is known here. */
export function sniffed(head: Buffer): string | undefined {
  const text = head.toString('latin1');
  if (text.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg';
  if (text.startsWith('\u0089PNG\r\n')) return 'image/png';
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'image/webp';
  if (text.startsWith('GIF8')) return 'image/gif';
  if (text.startsWith('%PDF-')) return 'application/pdf';
  return /^\s*<(!doctype html|html)/i.test(text) ? 'text/html' : undefined;
}

/** The flag in the extended header of a WebP file. */
export function isAnimatedWebp(head: Buffer): boolean {
  return head.toString('latin1', 12, 16) === 'VP8X' && (head[20]! & 0x02) !== 0;
}
