// A person's file at Twilio: one address, behind the account's credentials, which may lead on to a file host that must not
// see them.
import { longestTransferMs, largestFileBytes } from '../../domain/media.ts';
import type { HttpStream } from '../../platform/http.ts';
import { bareContentType, discard, isLoopback, mediaTrouble, parseUrl, poses } from '../media.ts';
import { retryAfterMs } from '../network.ts';
import type { ChannelAccess, MediaDownload, ProviderSettings } from '../provider.ts';

const mostRedirects = 3;

export async function openTwilioMedia(
  settings: ProviderSettings,
  channel: ChannelAccess,
  ref: string,
  declaredType?: string,
): Promise<MediaDownload> {
  const api = parseUrl(channel.apiUrl ?? settings.twilioApiUrl ?? 'https://api.twilio.com')!;
  let url = parseUrl(ref);
  if (!url || !isApi(api, url)) return gone('foreign_host', "The file's address is not one of Twilio's.");
  try {
    for (let hop = 0; hop <= mostRedirects; hop++) {
      if (!isApi(api, url) && !isLoopback(api)) return await openElsewhere(settings, url, declaredType);
      const response = await ask(settings, url, isApi(api, url) ? basic(channel) : {});
      if (response.status === 200) return opened(response, declaredType);
      discard(response.body);
      const next = redirectOf(response, url);
      if (!next) return refused(response);
      if (isLoopback(api) && !isLoopback(next)) return foreign;
      url = next;
    }
    return retry('redirects', 'Twilio redirected too often.');
  } catch (error) {
    return mediaTrouble(error);
  }
}

function ask(settings: ProviderSettings, url: URL, headers: { [name: string]: string }): Promise<HttpStream> {
  return settings.http.stream({ method: 'GET', url: url.href, headers, timeoutMs: settings.sendTimeoutMs });
}

/** Beyond Twilio's own API: as any stranger's address, without credentials. */
async function openElsewhere(
  { fetchUrl }: ProviderSettings,
  url: URL,
  declaredType: string | undefined,
): Promise<MediaDownload> {
  if (url.protocol !== 'https:' || !fetchUrl) return foreign;
  const fetched = await fetchUrl(url.href, { maxBytes: largestFileBytes, timeoutMs: longestTransferMs });
  if (poses(fetched.contentType, declaredType)) {
    discard(fetched.stream);
    return notAFile;
  }
  const contentType = bareContentType(fetched.contentType ?? '');
  return { type: 'open', stream: fetched.stream, ...(contentType === undefined ? {} : { contentType }) };
}

function opened({ headers, body }: HttpStream, declaredType: string | undefined): MediaDownload {
  const header = headers['content-type'];
  if (poses(header, declaredType)) {
    discard(body);
    return notAFile;
  }
  const contentType = typeof header === 'string' ? bareContentType(header) : undefined;
  return { type: 'open', stream: body, ...(contentType === undefined ? {} : { contentType }) };
}

/** Where the credentials may go. */
function isApi(api: URL, url: URL): boolean {
  if (url.username || url.password) return false;
  if (url.origin === api.origin && (api.protocol === 'https:' || isLoopback(api))) return true;
  return url.protocol === 'https:' && url.port === '' && /^api(\.[a-z0-9-]+){0,2}\.twilio\.com$/.test(url.hostname);
}

function basic(channel: ChannelAccess): { authorization: string } {
  const credentials = `${channel.account}:${channel.secrets['authToken']?.[0] ?? ''}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

function redirectOf({ status, headers }: HttpStream, from: URL): URL | undefined {
  const { location } = headers;
  if (status < 300 || status >= 400 || typeof location !== 'string') return undefined;
  return parseUrl(location, from);
}

function refused(response: HttpStream): MediaDownload {
  const { status } = response;
  const code = `http_${status}`;
  if (status === 404 || status === 410) return gone(code, 'Twilio does not have the file (any more).');
  if (status === 401)
    return { type: 'retry', failure: { kind: 'auth', code, text: 'Twilio refused the credentials.' } };
  return retry(code, 'Twilio did not give the file.', retryAfterMs(response));
}

const notAFile = retry('not_a_file', 'Twilio answered with a page instead of the file.');
const foreign = retry('foreign_host', 'Twilio redirected to an address that may not be asked.');

function gone(code: string, text: string): MediaDownload {
  return { type: 'gone', failure: { kind: 'media', code, text } };
}

function retry(code: string, text: string, retryAfter?: number): MediaDownload {
  const later = retryAfter === undefined ? {} : { retryAfterMs: retryAfter };
  return { type: 'retry', failure: { kind: 'retry', code, text }, ...later };
}
