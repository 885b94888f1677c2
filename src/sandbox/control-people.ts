// What the control API does as a person: writing, tapping, opening messages.
import { BadRequest, fileOf, optional, placeOf, text, viaOf } from './control-input.ts';
import { isObject, type JsonObject } from './http.ts';
import { located } from './phone-acts.ts';
import type { PhoneSend, PhoneSent } from './phone.ts';
import type { Sandbox } from './sandbox.ts';

export async function sendAsPerson(sandbox: Sandbox, input: JsonObject): Promise<unknown> {
  const phone = sandbox.phone(text(input, 'number'));
  const name = optional(input, 'name');
  return told(await phone.send({ ...whatIsSent(input), ...(name !== undefined && { profileName: name }) }));
}

export async function tapAsPerson(sandbox: Sandbox, input: JsonObject): Promise<unknown> {
  const phone = sandbox.phone(text(input, 'number'));
  const externalId = text(input, 'externalId');
  const message = phone.inbox.find((each) => each.externalId === externalId);
  if (!message) throw new BadRequest(`the phone has no message ${externalId}`);
  return told(await phone.tap(message, text(input, 'button')));
}

export async function readAsPerson(sandbox: Sandbox, input: JsonObject): Promise<unknown> {
  await sandbox.phone(text(input, 'number')).read(text(input, 'externalId'));
  return {};
}

function whatIsSent(input: JsonObject): PhoneSend {
  const via = viaOf(input.via);
  if (isObject(input.place)) return located(via, placeOf(input.place));
  if (!isObject(input.file)) return { via, text: text(input, 'text') };
  const caption = optional(input, 'text');
  return { via, file: fileOf(input.file), ...(caption !== undefined && { text: caption }) };
}

function told({ externalId, status, body }: PhoneSent): unknown {
  return { externalId, status, body };
}
