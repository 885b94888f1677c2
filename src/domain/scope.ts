// What an api key may do. A key has a set of these; every RPC asks for one.
export const scopes = [
  'messages:send',
  'messages:read',
  'contacts:read',
  'contacts:write',
  'templates:read',
  'templates:write',
  'media:read',
  'media:write',
  'tickets:read',
  'tickets:write',
  'orders:read',
  'orders:write',
  'reminders:read',
  'reminders:write',
  'operations:read',
  'operations:write',
  'events:watch',
] as const;

export type Scope = (typeof scopes)[number];

export function isScope(value: string): value is Scope {
  return (scopes as readonly string[]).includes(value);
}
