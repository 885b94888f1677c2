// Both providers, played over HTTP on loopback: the Graph API under `/meta`, Twilio's REST API under `/twilio`, signed
// webhooks to the platform, the people who write to it, and the faults a test switches on. Control API: control.ts.
import { Accepted } from './accepted.ts';
import type { Context } from './context.ts';
import { control } from './control.ts';
import { Counters } from './counts.ts';
import { Faults } from './faults.ts';
import { fileBoard } from './file-board.ts';
import { FileStore } from './files.ts';
import { MetaSide } from './meta-side.ts';
import { MetaTemplates } from './meta-templates.ts';
import { settingsOf } from './options.ts';
import type { SandboxOptions } from './options.ts';
import { People } from './people.ts';
import type { PhoneOptions } from './people.ts';
import { Handset } from './handset.ts';
import type { Phone } from './phone.ts';
import { Rates } from './rates.ts';
import { Recent } from './recent.ts';
import type { Sandbox } from './sandbox.ts';
import { SandboxServer } from './server.ts';
import { transcribe } from './speech.ts';
import type { Handler, Routes } from './server.ts';
import { Timers } from './timers.ts';
import { TwilioContents } from './twilio-content.ts';
import { TwilioSide } from './twilio-side.ts';
import { Webhooks } from './webhooks.ts';
import type { WebhookRequest } from './webhooks.ts';
import { Windows } from './windows.ts';

export type { AcceptedLog, AcceptedMessage, AttachedFile } from './accepted.ts';
export type { Alert, ReadMark } from './context.ts';
export type {
  ActiveFault,
  AnswerFault,
  CallFault,
  Fault,
  FaultBoard,
  FaultScope,
  Operation,
  StatusFault,
} from './faults.ts';
export type { FileBoard, UploadedFile } from './file-board.ts';
export type { FileKind } from './file-types.ts';
export type { FileSource, GivenFile } from './files.ts';
export type { AccountAlert, AccountBoard, NumberQuality, TemplateBoard } from './meta-news.ts';
export type { PlacedFile } from './meta-sent-files.ts';
export type {
  GivenTemplate,
  PlayedTemplate,
  TemplateCategory,
  TemplateQuality,
  TemplateStatus,
} from './meta-templates.ts';
export type { ShownButton } from './shown.ts';
export type { Approval, ApprovalStatus, Content, GivenContent } from './twilio-content.ts';
export type { ContentBoard } from './twilio-side.ts';
export type {
  Batching,
  Delays,
  Duration,
  FileOptions,
  Limits,
  MetaApp,
  MetaNumber,
  SandboxOptions,
  TwilioAccount,
  TwilioSender,
} from './options.ts';
export type { PhoneOptions } from './people.ts';
export type { Order, OrderItem, Place, SharedContact } from './phone-acts.ts';
export type { NumberChange, Phone, PhoneEvent, PhoneMessage, PhoneSend, PhoneSent, Via } from './phone.ts';
export type { Channel, Handshake, PostOptions, Sandbox, Signing, WebhookTarget } from './sandbox.ts';
export type { WebhookRequest, WebhookResult } from './webhooks.ts';

/** Listens when it resolves. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const context = contextOf(options);
  const meta = new MetaSide(context, options.meta?.apps ?? []);
  const twilio = new TwilioSide(context, options.twilio?.accounts ?? []);
  const routes: Routes = new Map<string, Handler>([
    ['/meta', (call) => meta.handle(call)],
    ['/twilio', (call) => twilio.handle(call)],
    ['/speech', transcribe],
    ['/control', (call, response) => control(sandbox, call, response)],
  ]);
  const elsewhere: Routes = new Map([
    ['/meta', (call) => meta.handleElsewhere(call)],
    ['/storage', (call) => twilio.serveStored(call)],
  ]);
  const servers = [new SandboxServer(routes, context.calls), new SandboxServer(elsewhere, context.calls)] as const;
  await listen(context, servers, options.port ?? 0);
  const sandbox = sandboxOf(context, meta, twilio, servers);
  return sandbox;
}

/** The second server is reached under another name, so that both host and port differ. */
async function listen({ origins, settings }: Context, servers: Servers, port: number): Promise<void> {
  const [api, elsewhere] = servers;
  origins.api = `http://127.0.0.1:${await api.listen(port)}`;
  origins.elsewhere = `http://localhost:${await elsewhere.listen(0)}`;
  origins.metaFiles = settings.metaFilesApart ? origins.elsewhere : origins.api;
}

type Servers = readonly [api: SandboxServer, elsewhere: SandboxServer];

const alertsKept = 100;
const marksKept = 1_000;

function contextOf(options: SandboxOptions): Context {
  const settings = settingsOf(options);
  const timers = new Timers();
  return {
    settings,
    timers,
    origins: { api: '', elsewhere: '', metaFiles: '' },
    files: new FileStore(),
    rates: new Rates(settings.limits),
    templates: new MetaTemplates(),
    contents: new TwilioContents(),
    faults: new Faults(),
    accepted: new Accepted(settings.record),
    calls: new Counters(),
    windows: new Windows(),
    people: new People(),
    webhooks: new Webhooks(settings, timers),
    alerts: new Recent(alertsKept),
    readMarks: new Recent(marksKept),
  };
}

function sandboxOf(context: Context, meta: MetaSide, twilio: TwilioSide, servers: Servers): Sandbox {
  const { api: url, elsewhere } = context.origins;
  const { accepted, alerts, calls, faults, people, readMarks, settings, timers, webhooks, windows } = context;
  return {
    url,
    metaUrl: `${url}/meta`,
    twilioUrl: `${url}/twilio`,
    filesUrl: elsewhere,
    speechUrl: `${url}/speech/v1`,
    accepted,
    faults,
    files: fileBoard(context, (via, person, file) =>
      via.provider === 'meta'
        ? meta.addFile(via.phoneNumberId, person, file)
        : twilio.addFile(via.number, person, file),
    ),
    templates: meta.templates,
    account: meta.account,
    contents: twilio.contents,
    get readMarks() {
      return readMarks.toArray();
    },
    get channels() {
      return [...meta.channels, ...twilio.channels];
    },
    get calls() {
      return calls.toObject();
    },
    get webhooks() {
      return webhooks.counts.toObject();
    },
    get alerts() {
      return alerts.toArray();
    },
    phone: (number, options = {}) => phoneOf(context, meta, twilio, number, options),
    postMeta: (appId, payload, options = {}) => meta.post(appId, payload, options),
    postTwilio: (accountSid, to, params, options = {}) => twilio.post(accountSid, to, params, options),
    repost: (request) => webhooks.post(providerOf(request), request, settings.webhookRetry.metaTimeoutMs),
    verifyWebhook: (verifyToken, to) => meta.verify(verifyToken, to),
    busiestSecond: (number) => context.rates.busiest(number),
    setWebhookUrl: (target, to) =>
      target.provider === 'meta' ? meta.redirect(target, to) : twilio.redirect(target, to),
    openWindow: (channel, person, at = settings.now()) => windows.open(channel, people.keyOf(person), at),
    closeWindow: (channel, person) => windows.close(channel, people.keyOf(person)),
    async close() {
      timers.close();
      await Promise.all(servers.map((server) => server.close()));
      await webhooks.close();
    },
  };
}

function phoneOf(context: Context, meta: MetaSide, twilio: TwilioSide, number: string, options: PhoneOptions): Phone {
  const known = context.people.find(number);
  if (known instanceof Handset) {
    known.update(options);
    context.people.add(known);
    return known;
  }
  const phone = new Handset(number, options, {
    write: (person, message) =>
      message.via.provider === 'meta'
        ? meta.write(message.via.phoneNumberId, person, message)
        : twilio.write(message.via.number, person, message),
    async move(person, to, { via, bsuid }) {
      if (via?.provider === 'meta') return meta.move(via.phoneNumberId, person, to, bsuid);
      context.people.move(person, to, bsuid);
      return undefined;
    },
  });
  context.people.add(phone);
  return phone;
}

function providerOf({ headers }: WebhookRequest): 'meta' | 'twilio' {
  return 'x-twilio-signature' in headers ? 'twilio' : 'meta';
}
