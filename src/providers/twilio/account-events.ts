// What Twilio's webhooks tell about an account: nothing that we have seen. Quality, limits and templates are asked for
// instead; an event that comes all the same is kept as it is.
import type { AccountEvent } from '../../domain/account-event.ts';

export function parseTwilioAccountEvents(): AccountEvent[] {
  return [];
}
