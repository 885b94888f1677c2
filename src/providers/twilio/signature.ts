// X-Twilio-Signature, checked by Twilio's own library against the public URL we configured.
import twilio from 'twilio';
import type { WebhookRequest } from '../provider.ts';
import { formParams } from './form.ts';

export function verifyTwilioSignature(request: WebhookRequest, secrets: readonly string[]): string | undefined {
  const header = request.headers['x-twilio-signature'];
  if (typeof header !== 'string' || header === '') return undefined;
  return secrets.find((secret) => isSignedBy(secret, header, request));
}

function isSignedBy(secret: string, header: string, request: WebhookRequest): boolean {
  try {
    // A JSON body is signed by its hash in the URL; a form by its parameters.
    if (request.url.includes('bodySHA256=')) {
      return twilio.validateRequestWithBody(secret, header, request.url, request.body.toString('utf8'));
    }
    return twilio.validateRequest(secret, header, request.url, formParams(request.body));
  } catch {
    // The library throws on URLs it cannot parse.
    return false;
  }
}
