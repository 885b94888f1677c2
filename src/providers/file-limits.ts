// Whether a provider takes a stored file at all, so that what it would refuse is never handed to it.
import { buffer } from 'node:stream/consumers';
import { fileProblem } from '../domain/channel-rules.ts';
import type { Failure } from '../domain/failure.ts';
import { mediaRules } from '../domain/media.ts';
import type { ProviderName } from '../domain/webhook.ts';
import type { StoredFile } from './provider.ts';

/** Undefined: it fits. What the file's own open() throws is passed on. */
export async function findMisfit(provider: ProviderName, file: StoredFile): Promise<Failure | undefined> {
  const problem =
    file.size === 0 ? 'is empty' : (fileProblem(file.kind, file, provider) ?? (await large(provider, file)));
  return problem === undefined ? undefined : { kind: 'media', code: 'file_limits', text: `The file ${problem}.` };
}

/** Only what moves may be larger than the rule says. */
async function large(provider: ProviderName, file: StoredFile): Promise<string | undefined> {
  const { maxBytes } = mediaRules[provider][file.kind];
  if (file.size <= maxBytes || isAnimated(await buffer(await file.open()))) return undefined;
  return `has ${file.size} bytes: a ${provider} channel takes ${file.kind} that does not move of up to ${maxBytes}`;
}

/** The animation flag of WebP's extended header. */
function isAnimated(webp: Buffer): boolean {
  return webp.length > 20 && webp.toString('latin1', 12, 16) === 'VP8X' && (webp[20]! & 0x02) !== 0;
}
