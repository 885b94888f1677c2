// Files that travel with messages: what they are, where one is, and what a provider takes.
import type { ProviderName } from './webhook.ts';

export const mediaKinds = ['image', 'video', 'audio', 'document', 'sticker'] as const;

export type MediaKind = (typeof mediaKinds)[number];

export function isMediaKind(kind: string): kind is MediaKind {
  return (mediaKinds as readonly string[]).includes(kind);
}

/** How a file came to us: with a person's message, by MediaService, or from a URL that a caller gave. */
export type MediaOrigin = 'inbound' | 'upload' | 'link';

/** `pending`: being fetched. `failed`: it will not come; the row says why. */
export type MediaStatus = 'pending' | 'ready' | 'failed';

/** `none`: nothing to transcribe. `pending`: the conversation waits for it, for a bounded time. */
export type TranscriptStatus = 'none' | 'pending' | 'done' | 'failed';

/** A file that came with a person's message and is still at the provider. */
export interface InboundMedia {
  kind: MediaKind;
  /** What the provider knows it by: Meta's media id, Twilio's MediaUrl. */
  ref: string;
  /** As the provider says; what the bytes are is found out later. */
  contentType?: string;
  /** Lower-case hex, where the provider says. */
  sha256?: string;
  /** As the person's phone says: never to be trusted as a path. */
  filename?: string;
  /** Recorded on the spot, to be listened to. */
  voice?: boolean;
}

/** What a channel takes of one kind of file. Content types without parameters, in lower case. */
export interface MediaRule {
  maxBytes: number;
  contentTypes: readonly string[];
}

const kB = 1024;
const MB = 1024 * kB;

const metaDocuments = [
  'text/plain',
  'application/pdf',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-powerpoint',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
];
const audioTypes = ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'];
const videoTypes = ['video/mp4', 'video/3gpp'];

/** From the providers' documentation (provider-apis A8 and B7). Stickers that move may have `animatedStickerBytes`. */
export const mediaRules: { readonly [provider in ProviderName]: { readonly [kind in MediaKind]: MediaRule } } = {
  meta: {
    image: { maxBytes: 5 * MB, contentTypes: ['image/jpeg', 'image/png'] },
    video: { maxBytes: 16 * MB, contentTypes: videoTypes },
    audio: { maxBytes: 16 * MB, contentTypes: audioTypes },
    document: { maxBytes: 100 * MB, contentTypes: metaDocuments },
    sticker: { maxBytes: 100 * kB, contentTypes: ['image/webp'] },
  },
  twilio: {
    image: { maxBytes: 5 * MB, contentTypes: ['image/jpeg', 'image/png'] },
    video: { maxBytes: 16 * MB, contentTypes: videoTypes },
    audio: { maxBytes: 16 * MB, contentTypes: audioTypes },
    document: {
      maxBytes: 16 * MB,
      contentTypes: [
        'application/pdf',
        'application/msword',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'application/vnd.openxmlformats-officedocument.presentationml.presentation',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'text/vcard',
      ],
    },
    sticker: { maxBytes: 100 * kB, contentTypes: ['image/webp'] },
  },
};

export const animatedStickerBytes = 500 * kB;

/** The largest file that any channel takes, and that we keep of what people send. */
export const largestFileBytes = 100 * MB;

/** From the first byte asked for to the last one received; a slower transfer is given up. */
export const longestTransferMs = 5 * 60_000;

// 0.5 MB a second.
const slowestBytesPerMs = 512;

/** How much longer a call may take because a file of this size goes with it, in milliseconds; a slower one is given up. */
export function uploadMs(bytes: number): number {
  return Math.ceil(bytes / slowestBytesPerMs);
}
