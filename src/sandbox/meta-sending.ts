// A message on its way out by Meta: what the platform is answered, and how its statuses look.
import { acceptMessage } from './acceptance.ts';
import type { AttachedFile } from './accepted.ts';
import type { Context } from './context.ts';
import { isObject, json, lower } from './http.ts';
import type { Answer, JsonObject, Outcome } from './http.ts';
import { wamid } from './ids.ts';
import type { Carriage } from './journey.ts';
import type { NumberRecord } from './meta-accounts.ts';
import { attachmentsOf, collect } from './meta-attachments.ts';
import { GraphError, metaErrors } from './meta-errors.ts';
import { contact, statusOf } from './meta-payloads.ts';
import { fillTemplate } from './meta-template-sends.ts';
import type { MetaTemplates } from './meta-templates.ts';
import { validateSend } from './meta-validate.ts';
import type { MetaSend } from './meta-validate.ts';
import { versionNumber } from './meta-versions.ts';
import type { MetaWebhooks } from './meta-webhooks.ts';
import { digitsOf, isBsuid, waIdOf } from './numbers.ts';
import { buttonsIn } from './shown.ts';
import type { ShownButton } from './shown.ts';

interface Sending {
  number: NumberRecord;
  send: MetaSend;
  payload: JsonObject;
  media: AttachedFile[];
  shown: Shown;
}

interface Shown {
  text: string;
  buttons: ShownButton[];
  /** As statuses name it. Undefined: no template. */
  category: string | undefined;
}

export class MetaSending {
  readonly #context: Context;
  readonly #webhooks: MetaWebhooks;
  readonly #templates: MetaTemplates;

  constructor(context: Context, webhooks: MetaWebhooks, templates: MetaTemplates) {
    this.#context = context;
    this.#templates = templates;
    this.#webhooks = webhooks;
  }

  send(number: NumberRecord, payload: JsonObject): Promise<Outcome> {
    const send = validateSend(payload);
    if (digitsOf(send.to) === digitsOf(number.displayPhoneNumber)) throw new GraphError(131021);
    const shown = this.#shown(number.wabaId, send, payload);
    const media = attachmentsOf(this.#context, payload, number.phoneNumberId);
    this.#checkRate(number, send);
    const target = { provider: 'meta', from: number.phoneNumberId, to: send.to, operation: 'send' } as const;
    return acceptMessage(this.#context, metaErrors, target, () =>
      this.#accept({ number, send, payload, media, shown }),
    );
  }

  #checkRate({ phoneNumberId }: NumberRecord, { to }: MetaSend): void {
    const { people, rates, settings } = this.#context;
    const excess = rates.take(phoneNumberId, people.keyOf(to), settings.now());
    if (excess) throw new GraphError(excess === 'pair' ? 131056 : 130429);
  }

  #shown(wabaId: string, send: MetaSend, payload: JsonObject): Shown {
    const { template } = payload;
    if (!send.isTemplate) return { text: send.text, buttons: buttonsIn(payload), category: undefined };
    if (!isObject(template) || this.#templates.list(wabaId).length === 0) {
      return { text: send.text, buttons: buttonsIn(payload), category: 'utility' };
    }
    const language = isObject(template.language) ? String(template.language.code) : '';
    const definition = this.#templates.find(wabaId, String(template.name), language);
    return { ...fillTemplate(definition, template), category: lower(definition?.category) };
  }

  #accept(sending: Sending): { carriage: Carriage; answer: Answer } {
    const { send } = sending;
    const person = this.#context.people.find(send.to);
    const waId = person?.waId ?? (isBsuid(send.input) ? undefined : waIdOf(send.to));
    const externalId = wamid(waId ?? '0', 'outbound');
    const userId = isBsuid(send.input) ? { user_id: send.input } : {};
    const told = person?.options.hideNumber === true && isBsuid(send.input) ? undefined : waId;
    const answer = json(200, {
      messaging_product: 'whatsapp',
      contacts: [{ input: send.input, ...(told !== undefined && { wa_id: told }), ...userId }],
      messages: [{ id: externalId, ...(send.isTemplate && { message_status: 'accepted' }) }],
    });
    return { carriage: this.#carriage(sending, externalId), answer };
  }

  #carriage({ number, send, payload, media, shown }: Sending, externalId: string): Carriage {
    const { type, to, callbackData } = send;
    const from = number.phoneNumberId;
    const { category, text, buttons } = shown;
    const more = {
      ...(callbackData !== undefined && { callbackData }),
      ...(media.length > 0 && { media }),
      ...(buttons.length > 0 && { buttons }),
      ...(isObject(payload.template) && { template: String(payload.template.name) }),
    };
    const at = this.#context.settings.now();
    const message = { provider: 'meta', externalId, from, to, type, body: text, payload, at, ...more } as const;
    const key = this.#context.people.keyOf(to);
    const items = this.#recipient(number, to, key);
    const conversation = number.apps.some(({ webhookVersion = 'v25.0' }) => versionNumber(webhookVersion) < 24);
    return {
      message,
      person: key,
      freeForm: !send.isTemplate,
      closedWindow: { status: 'failed', code: 131047 },
      ...(media.length > 0 && { collect: () => collect(this.#context, media) }),
      settle: () => undefined,
      post: (report) => {
        const status = statusOf(message, items, report, category, conversation);
        const known = report.code === undefined ? items.contact : undefined;
        return this.#webhooks.postStatus({ number, status, person: key, contact: known });
      },
    };
  }

  #recipient(number: NumberRecord, to: string, key: string) {
    const person = this.#context.people.find(to);
    if (!person)
      return { waId: isBsuid(to) ? undefined : key, userId: isBsuid(to) ? to : undefined, contact: undefined };
    const identity = this.#context.people.identify(person, number.wabaId);
    return { waId: identity.waId, userId: identity.userId, contact: contact(identity) };
  }
}
