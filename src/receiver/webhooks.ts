// The webhook routes: read the bytes, check the signature before anything else, split, make durable, answer.
import { createHash, timingSafeEqual } from 'node:crypto';
import Router from '@koa/router';
import type { Context } from 'koa';
import getRawBody from 'raw-body';
import { MalformedWebhook, type ItemDraft, type Provider, type WebhookRequest } from '../providers/provider.ts';
import type { ReceiverContext } from './server.ts';
import { toStoredItems } from './items.ts';

/** Meta's largest body; Twilio's are far smaller. */
const maxBodyBytes = 3 * 1024 * 1024;
const retryAfterSeconds = '30';

export function webhookRoutes(receiver: ReceiverContext): Router {
  const { meta, twilio } = receiver.providers;
  const router = new Router({ prefix: '/webhooks' });
  router.get('/meta', (ctx) => answerHandshake(receiver, ctx));
  router.post('/meta', (ctx) => receive(receiver, meta, ctx, acknowledge));
  router.get('/twilio', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  router.post('/twilio', (ctx) => receive(receiver, twilio, ctx, emptyTwiml));
  router.post('/twilio/status', (ctx) => receive(receiver, twilio, ctx, emptyTwiml));
  return router;
}

// A 200 of type text/plain would be sent to the person as a message.
function emptyTwiml(ctx: Context): void {
  ctx.type = 'application/xml';
  ctx.body = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
}

function acknowledge(ctx: Context): void {
  ctx.type = 'text/plain';
  ctx.body = 'ok';
}

async function receive(
  receiver: ReceiverContext,
  provider: Provider,
  ctx: Context,
  accept: (ctx: Context) => void,
): Promise<void> {
  const count = (result: string) => receiver.metrics.webhooks.inc({ provider: provider.name, result });
  const refuse = (status: number, result: string) => {
    count(result);
    ctx.status = status;
    ctx.body = '';
  };
  const body = await readBody(ctx);
  if (!Buffer.isBuffer(body)) return refuse(body.status, body.result);
  const request: WebhookRequest = { url: `${receiver.publicUrl()}${ctx.req.url}`, headers: ctx.req.headers, body };
  const signedBy = await signer(receiver, provider, request);
  if (signedBy === undefined) return refuse(403, 'bad_signature');
  const drafts = split(provider, request);
  if (!drafts) return refuse(400, 'malformed');
  try {
    await receiver.durable.store(await toStoredItems(provider, drafts, signedBy, receiver.channels));
  } catch (err) {
    receiver.log.error(
      { err, provider: provider.name, items: drafts.length },
      'a webhook could not be stored anywhere',
    );
    ctx.set('retry-after', retryAfterSeconds);
    return refuse(503, 'not_stored');
  }
  count('accepted');
  for (const { kind } of drafts) receiver.metrics.webhookItems.inc({ provider: provider.name, kind });
  accept(ctx);
}

async function readBody(ctx: Context): Promise<Buffer | { status: number; result: string }> {
  // Neither provider compresses; inflating for strangers invites bombs.
  const encoding = ctx.get('content-encoding');
  if (encoding !== '' && encoding !== 'identity') return { status: 415, result: 'encoded' };
  try {
    return await getRawBody(ctx.req, { limit: maxBodyBytes, length: ctx.get('content-length') || null });
  } catch (error) {
    // What is left of the body is not read.
    ctx.set('connection', 'close');
    const tooLarge = (error as { type?: unknown }).type === 'entity.too.large';
    return tooLarge ? { status: 413, result: 'too_large' } : { status: 400, result: 'aborted' };
  }
}

async function signer(
  receiver: ReceiverContext,
  provider: Provider,
  request: WebhookRequest,
): Promise<string | undefined> {
  const verify = () => {
    const secrets = receiver.channels
      .enabledOf(provider.name)
      .flatMap((channel) => provider.signingSecrets(channel.secrets));
    return provider.verify(request, [...new Set(secrets)]);
  };
  const known = verify();
  if (known !== undefined) return known;
  // The secret may be a few seconds old. At most one reading a second, whatever strangers send.
  return (await receiver.channels.refreshSoon()) ? verify() : undefined;
}

function split(provider: Provider, request: WebhookRequest): ItemDraft[] | undefined {
  try {
    return provider.split(request);
  } catch (error) {
    if (error instanceof MalformedWebhook) return undefined;
    throw error;
  }
}

async function answerHandshake(receiver: ReceiverContext, ctx: Context): Promise<void> {
  // The keys contain dots; they are literal names.
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = ctx.query;
  const given =
    typeof token === 'string' && typeof challenge === 'string' && mode === 'subscribe'
      ? { token, challenge }
      : undefined;
  if (!given || !(await isVerifyToken(receiver, given.token))) {
    receiver.metrics.webhooks.inc({ provider: 'meta', result: 'handshake_refused' });
    ctx.status = 403;
    return;
  }
  receiver.metrics.webhooks.inc({ provider: 'meta', result: 'handshake' });
  ctx.type = 'text/plain';
  ctx.body = given.challenge;
}

async function isVerifyToken(receiver: ReceiverContext, token: string): Promise<boolean> {
  const matches = () =>
    receiver.channels
      .enabledOf('meta')
      .flatMap((channel) => channel.secrets['verifyToken'] ?? [])
      .some((secret) => sameSecret(secret, token));
  return matches() || ((await receiver.channels.refreshSoon()) && matches());
}

// Hashed first, so that neither content nor length shows in the time it takes.
function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
