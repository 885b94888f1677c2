// Messages that people write to Meta's numbers.
import type { Context } from './context.ts';
import { isObject, parseObject } from './http.ts';
import { wamid } from './ids.ts';
import type { MetaAccounts } from './meta-accounts.ts';
import { contact, inboundMessage } from './meta-payloads.ts';
import type { MetaWebhooks } from './meta-webhooks.ts';
import { digitsOf } from './numbers.ts';
import type { Person } from './people.ts';
import type { PhoneSend, PhoneSent } from './phone.ts';

export async function writeToMeta(
  context: Context,
  accounts: MetaAccounts,
  webhooks: MetaWebhooks,
  phoneNumberId: string,
  person: Person,
  sent: PhoneSend,
): Promise<PhoneSent> {
  const number = accounts.getNumber(phoneNumberId);
  const at = sent.at ?? context.settings.now();
  const externalId = sent.externalId ?? wamid(person.waId, 'inbound');
  const identity = context.people.identify(person, number.wabaId);
  context.windows.open(phoneNumberId, person.waId, at);
  const message = inboundMessage(externalId, identity, sent, at, digitsOf(number.displayPhoneNumber));
  const { request, result } = await webhooks.postNow({ number, contacts: [contact(identity)], messages: [message] });
  return { externalId, status: result.status, body: result.body, request };
}

/** Whoever writes by a raw payload opens the window too; what is not understood opens none. */
export function openWindows(context: Context, body: string): void {
  for (const entry of objects(parseObject(body)?.entry)) {
    for (const change of objects(entry.changes)) {
      if (!isObject(change.value) || !isObject(change.value.metadata)) continue;
      const number = String(change.value.metadata.phone_number_id);
      for (const message of objects(change.value.messages)) {
        const sender = message.from ?? message.from_user_id;
        if (typeof sender !== 'string') continue;
        context.windows.open(number, context.people.keyOf(sender), context.settings.now());
      }
    }
  }
}

function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
