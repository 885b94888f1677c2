// What a provider tells about an account rather than about a message: templates, quality, limits, people's wishes.
import type { TemplateCategory, TemplateStatus } from './template.ts';

/** `phone`: digits of the number people see; empty when the event is about the whole account. */
export type AccountEvent =
  | { type: 'template_status'; name: string; language: string; status: TemplateStatus; reason?: string }
  | { type: 'template_category'; name: string; language: string; category: TemplateCategory }
  | { type: 'template_quality'; name: string; language: string; quality: string }
  | { type: 'channel_quality'; phone: string; quality: string }
  /** People who may be reached first in 24 hours, over the whole portfolio. Null: no limit. */
  | { type: 'messaging_limit'; perDay: number | null }
  | { type: 'account_alert'; phone: string; code: string; text: string }
  /** Messages may not be sent until then; absent: until further notice. */
  | { type: 'account_restricted'; phone: string; code: string; text: string; until?: Date }
  | { type: 'account_restored'; phone: string }
  /** The person stopped, or resumed, marketing messages. */
  | { type: 'marketing_preference'; phone?: string; bsuid?: string; wanted: boolean };
