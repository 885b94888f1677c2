// Every metric of the program.
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

const apiBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const replyBuckets = [0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60];

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    ...webhookMetrics(registers),
    ...jobMetrics(registers),
    ...sendMetrics(registers),
    ...mediaMetrics(registers),
    ...extractionMetrics(registers),
    ...limitMetrics(registers),
    ...ticketMetrics(registers),
    ...reminderMetrics(registers),
    ...apiMetrics(registers),
  };
}

function webhookMetrics(registers: Registry[]) {
  return {
    webhooks: new Counter({
      name: 'whatsapp_webhooks_total',
      help: 'Webhook requests by provider and result.',
      labelNames: ['provider', 'result'],
      registers,
    }),
    webhookItems: new Counter({
      name: 'whatsapp_webhook_items_total',
      help: 'Things told by webhooks, by provider and kind.',
      labelNames: ['provider', 'kind'],
      registers,
    }),
    /** The spool's size is read when the metrics are. */
    observeSpool: (bytes: () => number) =>
      new Gauge({
        name: 'switchboard_spool_bytes',
        help: 'Webhook items on local disk waiting for Postgres, in bytes.',
        registers,
        collect() {
          this.set(bytes());
        },
      }),
  };
}

function jobMetrics(registers: Registry[]) {
  return {
    jobs: new Counter({
      name: 'switchboard_jobs_total',
      help: 'Jobs settled, by queue and result (completed, failed, dead).',
      labelNames: ['queue', 'result'],
      registers,
    }),
    queueDepth: new Gauge({
      name: 'switchboard_queue_depth',
      help: 'Jobs ready to be worked on, by queue.',
      labelNames: ['queue'],
      registers,
    }),
    queueAge: new Gauge({
      name: 'switchboard_queue_oldest_seconds',
      help: 'Age of the oldest job that is ready, by queue.',
      labelNames: ['queue'],
      registers,
    }),
    oldestTransaction: new Gauge({
      name: 'switchboard_oldest_transaction_seconds',
      help: 'Age of the oldest open transaction: a long one keeps vacuum from cleaning the job tables.',
      registers,
    }),
  };
}

function sendMetrics(registers: Registry[]) {
  return {
    sent: new Counter({
      name: 'whatsapp_messages_sent_total',
      help: 'Messages a provider accepted, by type.',
      labelNames: ['type'],
      registers,
    }),
    sendFailures: new Counter({
      name: 'whatsapp_send_failures_total',
      help: 'Attempts that did not end accepted, and (failed) messages that failed after it, by provider, outcome and kind of failure.',
      labelNames: ['provider', 'outcome', 'kind'],
      registers,
    }),
    receipts: new Counter({
      name: 'whatsapp_receipts_total',
      help: 'Delivery receipts applied, by status.',
      labelNames: ['status'],
      registers,
    }),
    readMarks: new Counter({
      name: 'whatsapp_read_marks_total',
      help: 'Messages shown to people as read, by provider and result (sent, failed, dropped when there are too many).',
      labelNames: ['provider', 'result'],
      registers,
    }),
    apiLatency: new Histogram({
      name: 'whatsapp_api_latency_seconds',
      help: "Duration of calls to the providers' APIs, by endpoint.",
      labelNames: ['endpoint'],
      buckets: apiBuckets,
      registers,
    }),
    replyLatency: new Histogram({
      name: 'switchboard_event_to_reply_seconds',
      help: "From a message's arrival to the provider's acceptance of the answer.",
      buckets: replyBuckets,
      registers,
    }),
  };
}

function mediaMetrics(registers: Registry[]) {
  return {
    mediaDownloads: new Counter({
      name: 'whatsapp_media_downloads_total',
      help: 'Attempts to fetch a file, by status (stored, duplicate, retried, failed).',
      labelNames: ['status'],
      registers,
    }),
    mediaSeconds: new Histogram({
      name: 'switchboard_media_seconds',
      help: 'Duration of attempts to fetch a file, storing included, by origin.',
      labelNames: ['origin'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
      registers,
    }),
    mediaBytes: new Counter({
      name: 'switchboard_media_bytes_total',
      help: 'Bytes of files fetched whole, by origin.',
      labelNames: ['origin'],
      registers,
    }),
    thumbnails: new Counter({
      name: 'switchboard_thumbnails_total',
      help: 'Images looked at for thumbnails, by result (made, refused, timeout, crashed).',
      labelNames: ['result'],
      registers,
    }),
    transcripts: new Counter({
      name: 'switchboard_transcripts_total',
      help: 'Voice notes, by what became of their transcript (done, failed).',
      labelNames: ['result'],
      registers,
    }),
  };
}

function extractionMetrics(registers: Registry[]) {
  return {
    extractions: new Counter({
      name: 'switchboard_extractions_total',
      help: 'Texts for a language model, by what became of them (used, unusable, late, failed, refused by the guardrails).',
      labelNames: ['result'],
      registers,
    }),
    extractionSeconds: new Histogram({
      name: 'switchboard_extraction_seconds',
      help: 'Duration of calls to the language model, whatever came of them.',
      buckets: [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5],
      registers,
    }),
  };
}

function limitMetrics(registers: Registry[]) {
  const gauge = (name: string, help: string, labelNames: string[]) => new Gauge({ name, help, labelNames, registers });
  return {
    channelInfo: gauge('switchboard_channel_info', 'Always 1: what the channel ids of the other metrics stand for.', [
      'channel',
      'tenant',
      'name',
      'provider',
    ]),
    channelPaused: gauge('switchboard_channel_paused', '1 while a channel is paused.', ['channel']),
    rate: gauge('whatsapp_rate_limit', 'Messages a second that a number sends at most at present.', ['channel']),
    rateRemaining: gauge('whatsapp_rate_limit_remaining', 'Messages that a number may still send within a second.', [
      'channel',
    ]),
    breakerState: gauge('switchboard_breaker_state', 'Circuit breaker of a channel: 0 closed, 1 half open, 2 open.', [
      'provider',
      'channel',
    ]),
    portfolioUsed: gauge('whatsapp_portfolio_used', 'People reached first within 24 hours, by portfolio.', [
      'provider',
      'portfolio',
    ]),
    portfolioLimit: gauge('whatsapp_portfolio_limit', 'How many people may be; absent where no limit is known.', [
      'provider',
      'portfolio',
    ]),
    sendsPostponed: new Counter({
      name: 'switchboard_sends_postponed_total',
      help: 'Times that a message was put off, by reason.',
      labelNames: ['reason'],
      registers,
    }),
  };
}

function ticketMetrics(registers: Registry[]) {
  const labelNames = ['kind'];
  return {
    slaWarnings: new Counter({
      name: 'switchboard_sla_warnings_total',
      help: 'Tickets that came near their deadline, by kind.',
      labelNames,
      registers,
    }),
    slaBreaches: new Counter({
      name: 'switchboard_sla_breaches_total',
      help: 'Tickets that missed their deadline, by kind.',
      labelNames,
      registers,
    }),
    notices: new Counter({
      name: 'switchboard_notices_total',
      help: 'Times that a group was told something, by kind of notice.',
      labelNames,
      registers,
    }),
    ticketsOpen: new Gauge({
      name: 'switchboard_tickets_open',
      help: 'Tickets that somebody still has to do something about, by kind.',
      labelNames,
      registers,
    }),
    ticketsOverdue: new Gauge({
      name: 'switchboard_tickets_overdue',
      help: 'Those of them that have missed their deadline, by kind.',
      labelNames,
      registers,
    }),
  };
}

function reminderMetrics(registers: Registry[]) {
  return {
    reminders: new Counter({
      name: 'switchboard_reminders_total',
      help: 'Times that reminders came to their turn, each once, by what they came to then (queued, missed, failed).',
      labelNames: ['result'],
      registers,
    }),
    remindersWithdrawn: new Counter({
      name: 'switchboard_reminders_withdrawn_total',
      help: 'Of those that were queued, those whose message was not sent: missed when its turn came, or cancelled through the api.',
      labelNames: ['result'],
      registers,
    }),
    reminderLateness: new Histogram({
      name: 'switchboard_reminder_lateness_seconds',
      help: 'From the time a reminder was due, quiet hours passed, to the time its message was queued.',
      buckets: [0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 3600],
      registers,
    }),
    remindersDue: new Gauge({
      name: 'switchboard_reminders_due',
      help: 'Reminders that are due and not yet handled; 10,000 are the most that are counted.',
      registers,
    }),
    remindersWaiting: new Gauge({
      name: 'switchboard_reminders_waiting',
      help: 'Reminders that are scheduled. Exact to 10,000, estimated beyond.',
      registers,
    }),
  };
}

function apiMetrics(registers: Registry[]) {
  return {
    grpcCalls: new Counter({
      name: 'switchboard_grpc_calls_total',
      help: 'gRPC calls by method and status code.',
      labelNames: ['method', 'code'],
      registers,
    }),
    grpcLatency: new Histogram({
      name: 'switchboard_grpc_call_seconds',
      help: 'Duration of unary gRPC calls, by method.',
      labelNames: ['method'],
      buckets: apiBuckets,
      registers,
    }),
  };
}
