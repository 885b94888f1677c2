// Whether LISTEN and NOTIFY work on a database, which is what wakes the workers.
import pg from 'pg';

/**
 * Whether a notification sent on one connection arrives on another. Behind a pooler in transaction mode LISTEN succeeds and
 * nothing ever comes: only trying tells.
 */
export async function notificationArrives(url: string, timeoutMs: number): Promise<boolean> {
  const [listener, notifier] = [client(url), client(url)];
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), timeoutMs);
  try {
    await Promise.all([listener.connect(), notifier.connect()]);
    listener.on('notification', () => resolve(true));
    const channel = `switchboard_doctor_${process.pid}`;
    await listener.query(`listen ${channel}`);
    await notifier.query(`notify ${channel}`);
    return await promise;
  } finally {
    clearTimeout(timer);
    await Promise.allSettled([listener.end(), notifier.end()]);
  }
}

function client(url: string): pg.Client {
  const settings = { connectionString: url, application_name: 'switchboard-doctor' };
  const made = new pg.Client({ ...settings, connectionTimeoutMillis: 3_000, query_timeout: 3_000 });
  // Without a listener a connection that breaks ends the process; the query under way rejects as well.
  made.on('error', () => undefined);
  return made;
}
