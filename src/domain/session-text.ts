// The text that goes instead of a reminder's template while the person may be written to freely. It is short enough for one
// message of every provider.
import type { Transport } from './transport.ts';
import { windowIsOpen } from './window.ts';

// It may have to wait for the number's rate, and the window must still be open then.
const windowMarginMs = 10 * 60_000;

/** By SMS there is no window. */
export function takesSessionText(
  { transport, windowExpiresAt }: { transport: Transport; windowExpiresAt: Date | null },
  now: Date,
): boolean {
  return transport === 'sms' || windowIsOpen(windowExpiresAt, new Date(now.getTime() + windowMarginMs));
}
