// The customer-service window: free text may be sent for 24 hours after the person's last message.
const windowMs = 24 * 60 * 60 * 1000;

export function windowExpiry(lastInboundAt: Date): Date {
  return new Date(lastInboundAt.getTime() + windowMs);
}

export function windowIsOpen(expiresAt: Date | null, now: Date): boolean {
  return expiresAt !== null && expiresAt > now;
}
