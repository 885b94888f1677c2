// What a file is, told from its bytes. What the sender says only chooses between types that the bytes cannot tell apart.
import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';

/** Pixels that we can show: the only files that count as images. SVG is a program, and HEIC cannot be read here. */
const rasterTypes: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/tiff',
]);

export function isRaster(contentType: string): boolean {
  return rasterTypes.has(contentType);
}

const aliases: { readonly [type: string]: string } = {
  'audio/mp3': 'audio/mpeg',
  'audio/opus': 'audio/ogg',
  'audio/x-m4a': 'audio/mp4',
  'image/apng': 'image/png',
  'image/jpg': 'image/jpeg',
  'video/x-m4v': 'video/mp4',
};

// The same bytes are honestly called by any of these: an office file is a zip, a recording a film without pictures.
const disguises: readonly { found: RegExp; declared: RegExp }[] = [
  { found: /^video\/(mp4|3gpp2?|quicktime)$/, declared: /^audio\/(mp4|3gpp2?)$/ },
  { found: /^(audio|video|application)\/ogg$/, declared: /^audio\/ogg$/ },
  { found: /^application\/x-cfb$/, declared: /^application\/(msword|vnd\.ms-(excel|powerpoint|outlook))$/ },
  {
    found: /^application\/zip$/,
    declared: /^application\/vnd\.(openxmlformats-officedocument|oasis\.opendocument)\.[a-z.]+$/,
  },
];

const longestMs = 2_000;

/** A content type in lower case and without parameters. @param declared what its sender calls it. */
export async function sniffType(path: string, declared: string | null | undefined): Promise<string> {
  const named = bareType(declared);
  const found = bareType(await detect(path));
  if (found === undefined || found === 'application/xml') return textType(await readHead(path), named, found);
  const type = oneName(found);
  const disguised = named !== undefined && disguises.some((one) => one.found.test(type) && one.declared.test(named));
  return disguised ? named : type;
}

/** The name that sniffType has for what somebody calls so. */
export function canonicalType(declared: string): string {
  return oneName(bareType(declared) ?? '');
}

function oneName(type: string): string {
  return aliases[type] ?? type;
}

/** `audio/ogg; codecs=opus` is audio/ogg. */
function bareType(type: string | null | undefined): string | undefined {
  return type?.split(';')[0]!.trim().toLowerCase() || undefined;
}

async function detect(path: string): Promise<string | undefined> {
  // What misleads the detector is of no known type.
  const found = await fileTypeFromFile(path, { signal: AbortSignal.timeout(longestMs) }).catch(() => undefined);
  return found?.mime;
}

const headBytes = 4_096;

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const textual = /^(text\/(?!html)[a-z0-9.+-]+|application\/(json|rtf))$/;

function textType(head: Buffer, declared: string | undefined, found: string | undefined): string {
  // Bytes as characters: enough to tell text from data, in whatever encoding, and to see tags.
  const text = head.toString('latin1');
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) return found ?? 'application/octet-stream';
  const markup = text.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (markup.startsWith('<')) return markupType(markup) ?? found ?? 'text/plain';
  if (found !== undefined) return found;
  return declared !== undefined && textual.test(declared) ? declared : 'text/plain';
}

/** By its doctype or first element, as browsers do. */
function markupType(text: string): string | undefined {
  const bare = text.replaceAll(/<!--[\s\S]*?-->/g, '');
  const root = /<(?:!doctype\s+)?(?:[a-z]+:)?([a-z][a-z0-9]*)/i.exec(bare)?.[1]!.toLowerCase();
  if (root === 'svg') return 'image/svg+xml';
  return root !== undefined && htmlElements.has(root) ? 'text/html' : undefined;
}

const htmlElements: ReadonlySet<string> = new Set(
  'html head title body script style iframe h1 div font table a br p meta link form img object embed'.split(' '),
);
