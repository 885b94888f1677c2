// One call to Meta's Graph API: where it goes, what it carries, and its answer read as far as it can be.
import type { Readable } from 'node:stream';
import { parseJsonText } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import { retryAfterMs } from '../network.ts';
import type { ChannelAccess, ProviderSettings } from '../provider.ts';

export interface GraphCall {
  method: 'GET' | 'POST';
  /** Below the version, without a leading slash; with its query. */
  path: string;
  body?: JsonObject;
  /** In place of a body. */
  upload?: { stream: Readable; contentType: string; size: number };
  /** Default: as long as a send may take. */
  timeoutMs?: number;
}

export interface GraphAnswer {
  status: number;
  /** Empty when it is no JSON object. */
  body: JsonObject;
  retryAfterMs: number | undefined;
}

/** Throws HttpFailure. */
export async function callGraph(
  settings: ProviderSettings,
  channel: ChannelAccess,
  { method, path, body, upload, timeoutMs = settings.sendTimeoutMs }: GraphCall,
): Promise<GraphAnswer> {
  const response = await settings.http.send({
    method,
    url: `${graphUrl(settings, channel)}/${path}`,
    headers: {
      ...bearer(channel),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(upload ? { 'content-type': upload.contentType, 'content-length': String(upload.size) } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    ...(upload ? { body: upload.stream } : {}),
    timeoutMs,
  });
  return { status: response.status, body: parseJsonText(response.text), retryAfterMs: retryAfterMs(response) };
}

export function graphUrl(settings: ProviderSettings, channel: ChannelAccess): string {
  return `${channel.apiUrl ?? settings.metaGraphUrl}/${settings.metaGraphVersion}`;
}

export function bearer(channel: ChannelAccess): { authorization: string } {
  return { authorization: `Bearer ${channel.secrets['accessToken']?.[0] ?? ''}` };
}
