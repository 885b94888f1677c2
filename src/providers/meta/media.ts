// A person's file at Meta: its id is asked for an address, which lives for five minutes, and the address for the bytes.
import { asObject, asText, parseJsonText } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import type { HttpStream } from '../../platform/http.ts';
import { bareContentType, discard, isLoopback, mediaTrouble, parseUrl, poses } from '../media.ts';
import { retryAfterMs } from '../network.ts';
import type { ChannelAccess, MediaDownload, ProviderSettings } from '../provider.ts';
import { metaFailure } from './failures.ts';
import { bearer, graphUrl } from './graph.ts';

type Failed = Exclude<MediaDownload, { type: 'open' }>;

interface Located {
  type: 'located';
  url: URL;
  contentType: string | undefined;
  size: number | undefined;
  sha256: string | undefined;
}

export async function openMetaMedia(
  settings: ProviderSettings,
  channel: ChannelAccess,
  ref: string,
  declaredType?: string,
): Promise<MediaDownload> {
  try {
    const first = await locate(settings, channel, ref);
    if (first.type !== 'located') return first;
    const opened = await download(settings, channel, first, declaredType);
    if (opened !== 'expired') return opened;
    const second = await locate(settings, channel, ref);
    if (second.type !== 'located') return second;
    const reopened = await download(settings, channel, second, declaredType);
    return reopened === 'expired' ? retry('url_expired', 'Meta gave an address that has no file.') : reopened;
  } catch (error) {
    return mediaTrouble(error);
  }
}

async function locate(settings: ProviderSettings, channel: ChannelAccess, ref: string): Promise<Located | Failed> {
  const query = new URLSearchParams({ phone_number_id: channel.address });
  const response = await settings.http.send({
    method: 'GET',
    url: `${graphUrl(settings, channel)}/${encodeURIComponent(ref)}?${query.toString()}`,
    headers: bearer(channel),
    timeoutMs: settings.sendTimeoutMs,
  });
  const answer = parseJsonText(response.text);
  if (response.status !== 200) return refusal(response.status, answer, retryAfterMs(response));
  const url = parseUrl(asText(answer['url']));
  if (!url) return retry('unusable_answer', 'Meta gave no usable answer.');
  if (!mayBeAsked(settings, channel, url)) return foreign;
  const size = Number(asText(answer['file_size']) || Number.NaN);
  return {
    type: 'located',
    url,
    contentType: bareContentType(asText(answer['mime_type'])),
    size: Number.isSafeInteger(size) && size >= 0 ? size : undefined,
    sha256: hexDigest(asText(answer['sha256'])),
  };
}

// 100: there is no such id, or it is another number's. 131052: Meta itself could not get it from the person's phone.
const gone = new Set(['100', '131052']);

function refusal(status: number, answer: JsonObject, retryAfter: number | undefined): Failed {
  const error = asObject(answer['error']);
  if (!asText(error['code'])) {
    if (status === 404)
      return { type: 'gone', failure: { kind: 'media', code: 'http_404', text: 'Meta has no such file.' } };
    return retry(`http_${status}`, 'Meta gave no usable answer.', retryAfter);
  }
  const { kind, code, text } = metaFailure(error);
  // Said of a file, a refused parameter means that the id is not (or no longer) known.
  if (gone.has(code))
    return { type: 'gone', failure: { kind: 'media', code, text: 'Meta does not have the file (any more).' } };
  const later = retryAfter === undefined ? {} : { retryAfterMs: retryAfter };
  return { type: 'retry', failure: { kind, code, text }, ...later };
}

const mostRedirects = 3;

async function download(
  settings: ProviderSettings,
  channel: ChannelAccess,
  located: Located,
  declaredType: string | undefined,
): Promise<MediaDownload | 'expired'> {
  let { url } = located;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const response = await settings.http.stream({
      method: 'GET',
      url: url.href,
      headers: bearer(channel),
      timeoutMs: settings.sendTimeoutMs,
    });
    if (response.status === 200) return opened(located, response, declaredType);
    discard(response.body);
    if (response.status === 404 || response.status === 410) return 'expired';
    const next = redirectOf(response, url);
    if (!next) return retry(`http_${response.status}`, 'Meta did not give the file.', retryAfterMs(response));
    if (!mayBeAsked(settings, channel, next)) return foreign;
    url = next;
  }
  return retry('redirects', 'Meta redirected too often.');
}

function opened(
  { contentType, size, sha256 }: Located,
  response: HttpStream,
  declaredType: string | undefined,
): MediaDownload {
  if (poses(response.headers['content-type'], contentType ?? declaredType)) {
    discard(response.body);
    return retry('not_a_file', 'Meta answered with a page instead of the file.');
  }
  return {
    type: 'open',
    stream: response.body,
    ...(contentType === undefined ? {} : { contentType }),
    ...(size === undefined ? {} : { size }),
    ...(sha256 === undefined ? {} : { sha256 }),
  };
}

function redirectOf({ status, headers }: HttpStream, from: URL): URL | undefined {
  const { location } = headers;
  if (status < 300 || status >= 400 || typeof location !== 'string') return undefined;
  return parseUrl(location, from);
}

// The token is shown to nobody else, whatever address an answer names.
function mayBeAsked(settings: ProviderSettings, channel: ChannelAccess, url: URL): boolean {
  if (url.protocol === 'https:' && url.port === '' && /\.(fbsbx\.com|fbcdn\.net)$/.test(url.hostname)) return true;
  const api = new URL(channel.apiUrl ?? settings.metaGraphUrl);
  return isLoopback(api) && url.host === api.host;
}

const foreign: Failed = {
  type: 'retry',
  failure: { kind: 'media', code: 'foreign_host', text: 'Meta named an address that is not known as one of its own.' },
};

function retry(code: string, text: string, retryAfter?: number): Failed {
  const later = retryAfter === undefined ? {} : { retryAfterMs: retryAfter };
  return { type: 'retry', failure: { kind: 'retry', code, text }, ...later };
}

/** Meta writes SHA-256 in hex here and in base64 there. */
function hexDigest(digest: string): string | undefined {
  if (/^[0-9a-f]{64}$/i.test(digest)) return digest.toLowerCase();
  const bytes = Buffer.from(digest, 'base64');
  return bytes.length === 32 ? bytes.toString('hex') : undefined;
}
