// What Meta tells about accounts rather than messages: templates, quality, limits, people's wishes. Changes what the
// sandbox holds and posts the webhook that tells of it.
import type { Context } from './context.ts';
import type { JsonObject } from './http.ts';
import type { MetaAccounts } from './meta-accounts.ts';
import { contact, metadataOf, seconds } from './meta-payloads.ts';
import type {
  GivenTemplate,
  MetaTemplates,
  PlayedTemplate,
  TemplateCategory,
  TemplateQuality,
  TemplateStatus,
} from './meta-templates.ts';
import type { MetaWebhooks } from './meta-webhooks.ts';
import { digitsOf } from './numbers.ts';
import type { WebhookResult } from './webhooks.ts';

export interface TemplateBoard {
  /** Default status APPROVED. From the first one on, the business account's sends are checked against its templates. */
  register(wabaId: string, template: GivenTemplate): PlayedTemplate;
  list(wabaId?: string): PlayedTemplate[];
  delete(id: string): void;
  /** Each changes the template and resolves with the platform's answer to the webhook. */
  setStatus(id: string, status: TemplateStatus, reason?: string): Promise<WebhookResult>;
  setQuality(id: string, quality: TemplateQuality): Promise<WebhookResult>;
  setCategory(id: string, category: TemplateCategory): Promise<WebhookResult>;
}

export interface NumberQuality {
  event: 'FLAGGED' | 'UNFLAGGED' | 'UPGRADE' | 'DOWNGRADE' | 'ONBOARDING' | 'THROUGHPUT_UPGRADE';
  /** Default TIER_250. */
  currentLimit?: string;
  oldLimit?: string;
}

export interface AccountAlert {
  /** Default OBA_APPROVED. */
  type?: string;
  severity?: 'INFORMATIONAL' | 'WARNING' | 'CRITICAL';
  description?: string;
}

/** Each resolves with the platform's answer to the webhook. */
export interface AccountBoard {
  numberQuality(phoneNumberId: string, quality: NumberQuality): Promise<WebhookResult>;
  /** `TIER_2K`, or a number; -1 means no limit. */
  messagingLimit(wabaId: string, perDay: string | number): Promise<WebhookResult>;
  alert(wabaId: string, alert?: AccountAlert): Promise<WebhookResult>;
  /** The person stopped or resumed marketing messages. */
  marketing(phoneNumberId: string, person: string, value: 'stop' | 'resume'): Promise<WebhookResult>;
  /** Any other. */
  post(wabaId: string, field: string, value: JsonObject): Promise<WebhookResult>;
}

interface Parts {
  context: Context;
  accounts: MetaAccounts;
  webhooks: MetaWebhooks;
  templates: MetaTemplates;
}

export function templateBoard({ webhooks, accounts, templates }: Omit<Parts, 'context'>): TemplateBoard {
  const post = (template: PlayedTemplate, field: string, more: JsonObject) =>
    webhooks.postChange(accounts.appsOf(template.wabaId), template.wabaId, field, { ...named(template), ...more });
  return {
    register: (wabaId, template) => templates.register(wabaId, template),
    list: (wabaId) => templates.list(wabaId),
    delete: (id) => templates.delete(id),
    setStatus(id, status, reason = 'NONE') {
      const template = templates.get(id);
      template.status = status;
      template.rejectedReason = status === 'REJECTED' ? reason : 'NONE';
      return post(template, 'message_template_status_update', {
        event: status,
        message_template_category: template.category,
        reason,
        ...(status === 'PAUSED' && { other_info: { title: 'FIRST_PAUSE', description: reason } }),
      });
    },
    setQuality(id, quality) {
      const template = templates.get(id);
      const previous = template.quality;
      template.quality = quality;
      const change = { previous_quality_score: previous, new_quality_score: quality };
      return post(template, 'message_template_quality_update', change);
    },
    setCategory(id, category) {
      const template = templates.get(id);
      const previous = template.category;
      template.category = category;
      return post(template, 'template_category_update', { previous_category: previous, new_category: category });
    },
  };
}

function named({ id, name, language }: PlayedTemplate): JsonObject {
  return { message_template_id: Number(id), message_template_name: name, message_template_language: language };
}

export function accountBoard({ context, accounts, webhooks }: Omit<Parts, 'templates'>): AccountBoard {
  const post = (wabaId: string, field: string, value: JsonObject) =>
    webhooks.postChange(accounts.appsOf(wabaId), wabaId, field, value);
  return {
    numberQuality(phoneNumberId, { event, currentLimit = 'TIER_250', oldLimit }) {
      const number = accounts.getNumber(phoneNumberId);
      if (event === 'FLAGGED') number.quality = 'RED';
      if (event === 'UNFLAGGED') number.quality = 'GREEN';
      number.limit = currentLimit;
      return post(number.wabaId, 'phone_number_quality_update', {
        display_phone_number: digitsOf(number.displayPhoneNumber),
        event,
        current_limit: currentLimit,
        max_daily_conversations_per_business: currentLimit,
        ...(oldLimit !== undefined && { old_limit: oldLimit }),
      });
    },
    messagingLimit(wabaId, perDay) {
      for (const number of accounts.numbers) if (number.wabaId === wabaId) number.limit = String(perDay);
      const limits = { max_daily_conversations_per_business: perDay, max_phone_numbers_per_waba: 25 };
      return post(wabaId, 'business_capability_update', limits);
    },
    alert: (wabaId, { type = 'OBA_APPROVED', severity = 'INFORMATIONAL', description = 'Sample alert' } = {}) =>
      post(wabaId, 'account_alerts', {
        entity_type: 'WABA',
        entity_id: wabaId,
        alert_info: {
          alert_severity: severity,
          alert_status: 'ACTIVE',
          alert_type: type,
          alert_description: description,
        },
      }),
    marketing: (phoneNumberId, person, value) => {
      const number = accounts.getNumber(phoneNumberId);
      const change = preference(context, number.wabaId, person, value);
      return post(number.wabaId, 'user_preferences', {
        messaging_product: 'whatsapp',
        metadata: metadataOf(number),
        ...change,
      });
    },
    post,
  };
}

function preference({ people, settings }: Context, wabaId: string, person: string, value: string): JsonObject {
  const known = people.find(person);
  const identity = known && people.identify(known, wabaId);
  const waId = identity ? identity.waId : people.keyOf(person);
  const userId = identity?.userId;
  return {
    contacts: [identity ? contact(identity) : { profile: { name: person }, wa_id: waId }],
    user_preferences: [
      {
        ...(waId !== undefined && { wa_id: waId }),
        ...(userId !== undefined && { user_id: userId }),
        detail: `User requested to ${value} marketing messages`,
        category: 'marketing_messages',
        value,
        timestamp: Number(seconds(settings.now())),
      },
    ],
  };
}
