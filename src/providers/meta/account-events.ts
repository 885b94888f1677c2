// What Meta's webhooks tell about accounts, numbers and templates. Reads anything; what it does not know tells nothing.
import type { AccountEvent } from '../../domain/account-event.ts';
import { asArray, asObject, asText } from '../../domain/json.ts';
import { isBsuid } from '../../domain/phone.ts';
import type { TemplateCategory } from '../../domain/template.ts';
import type { JsonObject, WebhookItem } from '../../domain/webhook.ts';
import { metaFailure } from './failures.ts';
import { timestampMs } from './split.ts';
import { findTemplateStatus } from './template-status.ts';

type Reader = (value: JsonObject) => AccountEvent[];

// message_template_components_update is not among them: who uses a template reads its definition again when it is synced.
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['message_template_status_update', readTemplateStatus],
  ['message_template_quality_update', readTemplateQuality],
  ['template_category_update', readTemplateCategory],
  ['phone_number_quality_update', readNumberQuality],
  ['phone_number_name_update', readNumberName],
  ['business_capability_update', readCapability],
  ['account_update', readAccountUpdate],
  ['account_alerts', readAccountAlert],
  ['account_review_update', readReview],
  ['security', readSecurity],
  ['user_preferences', readPreferences],
]);

export function parseMetaAccountEvents(item: WebhookItem): AccountEvent[] {
  if (item.kind !== 'other') return [];
  if (item.status === 'errors') return [readError(item.payload)];
  return readers.get(item.status)?.(asObject(item.payload['value'])) ?? [];
}

function readTemplateStatus(value: JsonObject): AccountEvent[] {
  const status = findTemplateStatus(asText(value['event']));
  const template = templateOf(value);
  if (!status || !template) return [];
  const detail =
    asText(asObject(value['rejection_info'])['reason']) || asText(asObject(value['other_info'])['description']);
  const reasons = [asText(value['reason']), detail].filter((text) => text !== '' && text !== 'NONE');
  return [
    { type: 'template_status', ...template, status, ...(reasons.length > 0 ? { reason: reasons.join(': ') } : {}) },
  ];
}

function readTemplateQuality(value: JsonObject): AccountEvent[] {
  const quality = asText(value['new_quality_score']).toLowerCase();
  const template = templateOf(value);
  return template && quality ? [{ type: 'template_quality', ...template, quality }] : [];
}

const categories: readonly string[] = ['authentication', 'marketing', 'utility'] satisfies TemplateCategory[];

/** Without a new category it is the announcement of a change to come. */
function readTemplateCategory(value: JsonObject): AccountEvent[] {
  const category = asText(value['new_category']).toLowerCase();
  const template = templateOf(value);
  if (!template || !categories.includes(category)) return [];
  return [{ type: 'template_category', ...template, category: category as TemplateCategory }];
}

function templateOf(value: JsonObject): { name: string; language: string } | undefined {
  const name = asText(value['message_template_name']);
  const language = asText(value['message_template_language']);
  return name && language ? { name, language } : undefined;
}

// Yellow is what a number that is no longer flagged certainly is.
const numberQualities: ReadonlyMap<string, string> = new Map([
  ['FLAGGED', 'red'],
  ['UNFLAGGED', 'yellow'],
]);

function readNumberQuality(value: JsonObject): AccountEvent[] {
  const quality = numberQualities.get(asText(value['event']).toUpperCase());
  const phone = phoneOf(value);
  const limit = limitIn(value, 'max_daily_conversations_per_business', 'current_limit');
  return [
    ...(quality && phone ? [{ type: 'channel_quality', phone, quality } as const] : []),
    ...(limit === undefined ? [] : [{ type: 'messaging_limit', perDay: limit } as const]),
  ];
}

function readCapability(value: JsonObject): AccountEvent[] {
  const limit = limitIn(value, 'max_daily_conversations_per_business', 'max_daily_conversation_per_phone');
  return limit === undefined ? [] : [{ type: 'messaging_limit', perDay: limit }];
}

/** Of the first field that names one. */
function limitIn(value: JsonObject, ...fields: string[]): number | null | undefined {
  return fields.map((field) => limitOf(value[field])).find((limit) => limit !== undefined);
}

/** `2000`, `TIER_2K`, `TIER_UNLIMITED`, -1 for none. Undefined when it says nothing. */
function limitOf(value: unknown): number | null | undefined {
  const text = asText(value).toUpperCase();
  if (text === 'TIER_UNLIMITED' || text === '-1') return null;
  const [, digits, thousands] = /^(?:TIER_)?(\d{1,9})(K?)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const limit = Number(digits) * (thousands ? 1000 : 1);
  // What no portfolio can have is no limit that we could keep.
  return limit > 0 && limit < 2 ** 31 ? limit : undefined;
}

function readNumberName(value: JsonObject): AccountEvent[] {
  if (asText(value['decision']).toUpperCase() !== 'REJECTED') return [];
  const reason = asText(value['rejection_reason']);
  const text = `Meta rejected the display name of the number${reason ? ` (${reason})` : ''}.`;
  return [alert('display_name_rejected', text, phoneOf(value))];
}

function readAccountUpdate(value: JsonObject): AccountEvent[] {
  const phone = phoneOf(value);
  switch (asText(value['event']).toUpperCase()) {
    case 'DISABLED_UPDATE':
      return readBan(phone, asText(asObject(value['ban_info'])['waba_ban_state']).toUpperCase());
    case 'ACCOUNT_RESTRICTION':
      return readRestrictions(phone, asArray(value['restriction_info']).map(asObject));
    case 'ACCOUNT_DELETED':
      return [restricted(phone, 'account_deleted', 'The WhatsApp Business account was deleted.')];
    case 'ACCOUNT_VIOLATION': {
      const type = asText(asObject(value['violation_info'])['violation_type']);
      return [alert('account_violation', `Meta reports a violation of its policy${type ? ` (${type})` : ''}.`, phone)];
    }
    default:
      return [];
  }
}

function readBan(phone: string, state: string): AccountEvent[] {
  if (state === 'DISABLE')
    return [restricted(phone, 'account_disabled', 'Meta disabled the WhatsApp Business account.')];
  if (state === 'REINSTATE') return [{ type: 'account_restored', phone }];
  if (state === 'SCHEDULE_FOR_DISABLE') {
    return [alert('account_to_be_disabled', 'Meta is going to disable the WhatsApp Business account.', phone)];
  }
  return [];
}

/** Restrictions of messaging stop the sender, until the last of them ends; of anything else they are for a person to see. */
function readRestrictions(phone: string, restrictions: readonly JsonObject[]): AccountEvent[] {
  const types = restrictions.map((restriction) => asText(restriction['restriction_type']));
  const messaging = restrictions.filter((_, index) => types[index]!.toUpperCase().includes('MESSAGING'));
  const text = `Meta restricted the WhatsApp Business account (${types.join(', ')}).`;
  if (messaging.length === 0) return [alert('account_restricted', text, phone)];
  const ends = messaging.map((restriction) => expiryOf(restriction['expiration']));
  const until = ends.includes(0) ? 0 : Math.max(...ends);
  return [{ ...restricted(phone, 'account_restricted', text), ...(until === 0 ? {} : { until: new Date(until) }) }];
}

/** Unix seconds, or a date as text; 0 when it has none. */
function expiryOf(value: unknown): number {
  return timestampMs(value) || Math.max(0, Date.parse(asText(value)) || 0);
}

function readAccountAlert(value: JsonObject): AccountEvent[] {
  const info = asObject(value['alert_info']);
  const type = asText(info['alert_type']) || asText(value['alert_type']);
  const description = asText(info['alert_description']) || asText(value['alert_description']);
  const severity = asText(info['alert_severity']) || asText(value['alert_severity']);
  return [
    alert(type.toLowerCase() || 'account_alert', description || `Meta raised an alert (${severity || 'no severity'}).`),
  ];
}

function readReview(value: JsonObject): AccountEvent[] {
  if (asText(value['decision']).toUpperCase() !== 'REJECTED') return [];
  return [alert('account_review_rejected', 'Meta rejected the WhatsApp Business account in its review.')];
}

function readSecurity(value: JsonObject): AccountEvent[] {
  const event = asText(value['event']).toLowerCase();
  return event ? [alert(event, 'The two-step verification of the number was touched.', phoneOf(value))] : [];
}

function readPreferences(value: JsonObject): AccountEvent[] {
  return asArray(value['user_preferences']).flatMap((each): AccountEvent[] => {
    const preference = asObject(each);
    const wish = asText(preference['value']);
    const about = asText(preference['category']);
    if ((wish !== 'stop' && wish !== 'resume') || (about !== '' && about !== 'marketing_messages')) return [];
    const waId = asText(preference['wa_id']);
    const bsuid = [asText(preference['user_id']), waId].find(isBsuid);
    const phone = waId && !isBsuid(waId) ? waId : undefined;
    if (!bsuid && !phone) return [];
    const person = { ...(phone ? { phone } : {}), ...(bsuid ? { bsuid } : {}) };
    return [{ type: 'marketing_preference', ...person, wanted: wish === 'resume' }];
  });
}

function readError(error: JsonObject): AccountEvent {
  const { code, text } = metaFailure(error);
  return alert(code, text);
}

function alert(code: string, text: string, phone = ''): AccountEvent {
  return { type: 'account_alert', phone, code, text };
}

function restricted(phone: string, code: string, text: string): AccountEvent & { type: 'account_restricted' } {
  return { type: 'account_restricted', phone, code, text };
}

function phoneOf(value: JsonObject): string {
  return (asText(value['display_phone_number']) || asText(value['phone_number'])).replace(/\D/g, '');
}
