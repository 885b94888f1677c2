// Messages that people write to Meta's numbers.
import type { Context } from './context.ts';
import { isObject, objects, parseObject } from './http.ts';
import { wamid } from './ids.ts';
import type { NumberRecord } from './meta-accounts.ts';
import type { MetaFiles } from './meta-files.ts';
import { contact, inboundMessage } from './meta-payloads.ts';
import { fileMessage, keepSentFile } from './meta-sent-files.ts';
import type { MetaWebhooks } from './meta-webhooks.ts';
import { digitsOf } from './numbers.ts';
import type { Person } from './people.ts';
import type { PhoneSend, PhoneSent } from './phone.ts';

export interface Writing {
  number: NumberRecord;
  person: Person;
  sent: PhoneSend;
}

export async function writeToMeta(
  context: Context,
  webhooks: MetaWebhooks,
  files: MetaFiles,
  { number, person, sent }: Writing,
): Promise<PhoneSent> {
  const { phoneNumberId, wabaId, displayPhoneNumber } = number;
  const at = sent.at ?? context.settings.now();
  const externalId = sent.externalId ?? wamid(person.waId, 'inbound');
  const identity = context.people.identify(person, wabaId);
  const [file, ...others] = [...(sent.file ? [sent.file] : []), ...(sent.files ?? [])];
  if (others.length > 0) throw new Error('a message by Meta carries one file');
  const record = file && (await keepSentFile(context, file, phoneNumberId, person.waId, at));
  const content = record && fileMessage(record, sent.text, files);
  context.windows.open(phoneNumberId, person.waId, at);
  const whole = content ? { ...sent, message: { ...content, ...sent.message } } : sent;
  const message = inboundMessage(externalId, identity, whole, at, digitsOf(displayPhoneNumber));
  const { request, result } = await webhooks.postNow({ number, contacts: [contact(identity)], messages: [message] });
  const fileIds = record ? [record.id] : [];
  return { externalId, status: result.status, body: result.body, request, fileIds };
}

/** Told as a message of its own kind, which opens no window and names no contact. */
export async function moveAtMeta(
  context: Context,
  webhooks: MetaWebhooks,
  number: NumberRecord,
  { person, to, bsuid }: { person: Person; to: string; bsuid: string | undefined },
): Promise<PhoneSent> {
  const before = context.people.identify(person, number.wabaId);
  const externalId = wamid(person.waId, 'inbound');
  context.people.move(person, to, bsuid);
  const after = context.people.identify(person, number.wabaId);
  const isShown = after.waId !== undefined;
  const system = {
    type: isShown ? 'user_changed_number' : 'user_changed_user_id',
    body: `User ${after.profileName} changed from ${before.waId ?? before.userId} to ${after.waId ?? after.userId}`,
    ...(isShown && { wa_id: after.waId }),
    ...(after.userId !== undefined && { user_id: after.userId }),
    ...(before.userId !== undefined && { previous_user_id: before.userId }),
  };
  const sent: PhoneSend = { via: { provider: 'meta', phoneNumberId: number.phoneNumberId } };
  const message = inboundMessage(
    externalId,
    before,
    { ...sent, message: { type: 'system', system } },
    context.settings.now(),
    digitsOf(number.displayPhoneNumber),
  );
  const { request, result } = await webhooks.postNow({ number, contacts: [], messages: [message] });
  return { externalId, status: result.status, body: result.body, request, fileIds: [] };
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
