// Between when and when an occurrence of a reminder may be sent: it may not be too late, and people have quiet hours. Pure.
import type { QuietHours } from './reminder.ts';
import { recipientZone } from './schedule/recipient-zone.ts';
import type { SendWindow } from './schedule/schedule.ts';
import { quietFrom, whenAllowed } from './schedule/send-windows.ts';

/** What decides it. */
export interface ReminderTime {
  occursAt: Date;
  /** Later than that after its time it is missed. */
  sendWithinSeconds: number;
  quietHours: QuietHours;
  /** When the tenant's messages may be sent; null: always. */
  sendWindows: SendWindow[] | null;
  /** IANA; null where nobody has said it. */
  contactZone: string | null;
  /** A phone or user id of the person, by which their country is known; empty where there is none. */
  knownAddress: string;
  tenantZone: string;
}

/** How late the occurrence may be sent. */
export function latestAt({ sendWithinSeconds }: Pick<ReminderTime, 'sendWithinSeconds'>, occursAt: Date): Date {
  return new Date(occursAt.getTime() + sendWithinSeconds * 1_000);
}

/** `now`, or when quiet hours are over. */
export function allowedAt(time: ReminderTime, now: Date): Date {
  return whenAllowed(now, zoneOf(time), windowsOf(time));
}

/** How long a message may wait that is queued now, which is allowed. */
export function sendLimits(time: ReminderTime, now: Date): { notAfter: Date; quietFrom?: Date } {
  const notAfter = latestAt(time, time.occursAt);
  const quiet = quietFrom(now, zoneOf(time), windowsOf(time), notAfter);
  return { notAfter, ...(quiet ? { quietFrom: quiet } : {}) };
}

function windowsOf({ quietHours, sendWindows }: ReminderTime): SendWindow[] | null {
  return quietHours === 'ignore' ? null : sendWindows;
}

function zoneOf({ contactZone, knownAddress, tenantZone }: ReminderTime): string {
  return recipientZone({ contactZone, recipient: knownAddress, tenantZone });
}
