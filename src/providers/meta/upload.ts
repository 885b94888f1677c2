// Hands a stored file to Meta, which then knows it by an id for 30 days (provider-apis A8). It goes from the object store to
// Meta as it is read, so memory stays flat.
import { randomBytes } from 'node:crypto';
import { finished, Readable } from 'node:stream';
import type { UnacceptedOutcome } from '../../domain/failure.ts';
import { asText } from '../../domain/json.ts';
import { uploadMs } from '../../domain/media.ts';
import { ObjectStoreFailure } from '../../platform/objects.ts';
import { findMisfit } from '../file-limits.ts';
import { networkOutcome } from '../network.ts';
import type { ChannelAccess, NotSent, PreparedFile, ProviderSettings, StoredFile } from '../provider.ts';
import { metaSendOutcome } from './failures.ts';
import { callGraph, type GraphAnswer } from './graph.ts';

// A day less than Meta keeps it: an id must not end between our look at the clock and the send.
const keptMs = 29 * 24 * 3600_000;

export async function prepareMetaFile(
  settings: ProviderSettings,
  channel: ChannelAccess,
  file: StoredFile,
): Promise<PreparedFile> {
  const misfit = await findMisfit('meta', file);
  if (misfit) return { type: 'rejected', failure: misfit };
  const source = await file.open();
  const upload = multipart(source, file);
  // Whichever ends first breaks the other off: what ends while the upload still goes on has failed by itself.
  let lost: unknown;
  finished(source, (error) => {
    if (error && !upload.stream.destroyed) lost = error;
  });
  try {
    const timeoutMs = settings.sendTimeoutMs + uploadMs(file.size);
    const path = `${channel.address}/media`;
    return readAnswer(await callGraph(settings, channel, { method: 'POST', path, upload, timeoutMs }));
  } catch (error) {
    if (lost) throw new ObjectStoreFailure('The object store broke off in the middle of a file', '', { cause: lost });
    return nothingSent(networkOutcome(error));
  } finally {
    source.destroy();
  }
}

function multipart(source: Readable, { contentType, size }: StoredFile) {
  const boundary = `switchboard-${randomBytes(16).toString('hex')}`;
  const field = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head = Buffer.from(
    `${field('messaging_product', 'whatsapp')}${field('type', contentType)}--${boundary}\r\n` +
      // The name that people see goes with the message.
      `content-disposition: form-data; name="file"; filename="file"\r\ncontent-type: ${contentType}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* parts() {
    yield head;
    yield* source as AsyncIterable<Buffer>;
    yield tail;
  }
  return {
    stream: Readable.from(parts()),
    contentType: `multipart/form-data; boundary=${boundary}`,
    size: head.length + size + tail.length,
  };
}

function readAnswer({ status, body, retryAfterMs }: GraphAnswer): PreparedFile {
  if (status !== 200) return nothingSent(metaSendOutcome(status, body, retryAfterMs));
  const id = asText(body['id']);
  if (id) return { type: 'ready', reference: { id }, until: new Date(Date.now() + keptMs) };
  const failure = { kind: 'retry', code: 'no_media_id', text: 'Meta answered success without an id.' } as const;
  return { type: 'retry', failure };
}

/** However an upload ended, no message went with it; and whatever Meta refused of it was about the file. */
function nothingSent(outcome: UnacceptedOutcome): NotSent {
  if (outcome.type === 'retry') return outcome;
  const { failure } = outcome;
  if (outcome.type === 'ambiguous') return { type: 'retry', failure };
  return { type: 'rejected', failure: failure.kind === 'permanent' ? { ...failure, kind: 'media' } : failure };
}
