// What a test changes about a webhook before it is posted: its signature, its headers, where it goes.
import type { PostOptions } from './sandbox.ts';
import type { WebhookRequest } from './webhooks.ts';

export function overridden(
  request: WebhookRequest,
  header: string,
  { sign = true, headers, url }: PostOptions,
  wrong: () => string,
): WebhookRequest {
  const changed = { ...request.headers };
  if (sign === false) delete changed[header];
  else if (sign === 'wrong') changed[header] = wrong();
  else if (sign !== true) changed[header] = sign.signature;
  return { ...request, url: url ?? request.url, headers: { ...changed, ...headers } };
}
