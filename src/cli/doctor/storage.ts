// Doctor's look at the object store: a probe is written, read, read by a presigned URL, and deleted.
import { randomBytes, randomUUID } from 'node:crypto';
import { ConfigError, type Config } from '../../platform/config.ts';
import { findCredentials } from '../../platform/embedded-s3/credentials.ts';
import type { HttpClient } from '../../platform/http.ts';
import { findInstance } from '../../platform/instance.ts';
import { embeddedStore, embeddedStoreDir, openObjects, type OpenObjects } from '../../platform/objects-open.ts';
import { ObjectMissing, ObjectStoreFailure, type ObjectStore } from '../../platform/objects.ts';
import { ok, problem, warning, type Check } from './check.ts';

const name = 'storage';

export async function checkStorage(config: Config, http: HttpClient): Promise<Check> {
  const opened = await openHere(config);
  if ('state' in opened) return opened;
  const place = opened.isDevelopment ? `the development server at ${opened.url}` : opened.url;
  try {
    await opened.store.check();
    const trouble = await probe(opened.store, http);
    if (trouble) return problem(name, `${place}: ${trouble.detail}`, trouble.fix);
    const found = `${place}: a file was written, read, read by a presigned URL, and deleted`;
    if (!opened.isDevelopment || config.sandbox) return ok(name, found);
    return warning(name, found, 'It is not for production: set S3_ENDPOINT to a store with more than this one disk.');
  } catch (error) {
    if (!(error instanceof ObjectStoreFailure)) throw error;
    return problem(name, error.problem, error.advice);
  } finally {
    await opened.close();
  }
}

/** The store that the roles of this configuration use: that of the running instance, or one over the same files. */
async function openHere(config: Config): Promise<OpenObjects | Check> {
  const { objectStore, databaseUrl, dataDir } = config;
  if (objectStore || databaseUrl !== undefined) {
    const opened = await openObjects({ ...config, objectStorePort: 0 }, () => undefined).catch(unusable);
    const fix = 'Set S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY and S3_BUCKET: workers and apis need them.';
    return opened ?? problem(name, 'not configured', fix);
  }
  const url = (await findInstance(dataDir))?.objectsUrl;
  const credentials = await findCredentials(embeddedStoreDir(dataDir));
  if (url === undefined || credentials === undefined)
    return problem(name, 'the development server is not running', 'Run npm start first, or set S3_ENDPOINT.');
  const store = embeddedStore(config, { url, credentials });
  return { store, url, isDevelopment: true, close: () => Promise.resolve(store.close()) };
}

function unusable(error: unknown): Check {
  if (!(error instanceof ConfigError)) throw error;
  return problem(name, error.message, 'Give this user a data directory of its own: SWITCHBOARD_DATA_DIR=/path');
}

const presignedSeconds = 60;
const answerMs = 10_000;

async function probe(store: ObjectStore, http: HttpClient): Promise<{ detail: string; fix: string } | undefined> {
  const key = `doctor/${randomUUID()}`;
  const content = randomBytes(64).toString('hex');
  await store.put(key, Buffer.from(content), 'text/plain');
  try {
    const { stream } = await store.get(key);
    const read = Buffer.concat((await stream.toArray()) as Buffer[]).toString();
    if (read !== content) return { detail: 'what was read is not what was written', fix: 'Do not use this store.' };
    const url = await store.presign(key, { expiresInSeconds: presignedSeconds });
    const answer = await http.send({ method: 'GET', url, headers: {}, timeoutMs: answerMs }).catch(() => undefined);
    if (answer?.text === content) return undefined;
    const detail = `a presigned URL is answered with ${answer?.status ?? 'nothing'}`;
    return { detail, fix: 'Let presigned URLs through: callers and providers fetch files by them.' };
  } catch (error) {
    if (!(error instanceof ObjectMissing)) throw error;
    return { detail: 'what was written is not there', fix: 'Do not use this store: it must read what it has written.' };
  } finally {
    await store.remove(key);
  }
}
