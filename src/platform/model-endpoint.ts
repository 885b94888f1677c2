// A call to an endpoint that speaks OpenAI's API, of whatever kind: what it answered, or why not and whether to try again.
import { HttpFailure, type HttpClient } from './http.ts';

export interface EndpointSettings {
  baseUrl: string;
  apiKey: string | undefined;
}

export type EndpointAnswer =
  | { text: string }
  | {
      reason: string;
      /** It may go well in a moment. */
      passing: boolean;
      /** Nothing came within the time. */
      late: boolean;
      /** What it answered with, where it did. */
      status?: number;
    };

/** One call. Never throws for what the endpoint or the network does. */
export async function callEndpoint(
  http: HttpClient,
  { baseUrl, apiKey }: EndpointSettings,
  path: string,
  content: { type: string; body: string | Buffer },
  timeoutMs: number,
): Promise<EndpointAnswer> {
  const headers = {
    'content-type': content.type,
    ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
  };
  const request = { method: 'POST', url: `${baseUrl}${path}`, headers, body: content.body } as const;
  try {
    const { status, text } = await http.send({ ...request, timeoutMs: Math.max(timeoutMs, 1) });
    if (status === 200) return { text };
    return { reason: `it answered ${status}`, passing: status >= 500 || status === 429, late: false, status };
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    const late = error.code === 'timeout';
    return { reason: error.code, passing: !late, late };
  }
}
