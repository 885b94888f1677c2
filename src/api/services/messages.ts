// MessagingService: sending, and reading one message.
import { findMessages, type StoredMessage } from '../../store/history.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { invalidFields, notFound, Refusal, toRpcStatus } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { BatchSendMessagesRequest__Output as BatchRequest } from '../gen/switchboard/v1/BatchSendMessagesRequest.ts';
import type { BatchSendMessagesResponse } from '../gen/switchboard/v1/BatchSendMessagesResponse.ts';
import type { GetMessageRequest__Output as GetRequest } from '../gen/switchboard/v1/GetMessageRequest.ts';
import type { GetMessageResponse } from '../gen/switchboard/v1/GetMessageResponse.ts';
import type { SendMessageRequest__Output as SendRequest } from '../gen/switchboard/v1/SendMessageRequest.ts';
import type { SendMessageResponse } from '../gen/switchboard/v1/SendMessageResponse.ts';
import { toMessage } from '../resources.ts';
import { toDraft, type Draft } from './send-request.ts';

export const sendMessage: UnaryMethod<SendRequest, SendMessageResponse> = async (api, caller, request) =>
  toAnswer(await api.sender.send(caller, toDraft(request)));

function toAnswer([first, ...more]: readonly StoredMessage[]) {
  return { message: first ? toMessage(first) : null, moreMessages: more.map(toMessage) };
}

const largestBatch = 500;

export const batchSendMessages: UnaryMethod<BatchRequest, BatchSendMessagesResponse> = async (api, caller, request) => {
  const { messages } = request;
  if (messages.length === 0 || messages.length > largestBatch) {
    throw invalidFields([{ field: 'messages', description: `must have 1 to ${largestBatch} items` }]);
  }
  const drafts = messages.map((each, index) => tryDraft(each, `messages[${index}].`));
  const valid = drafts.filter((draft): draft is Draft => !(draft instanceof Refusal));
  const stored = (valid.length === 0 ? [] : await api.sender.sendAll(caller, valid)).values();
  const results = drafts.map((draft) => (draft instanceof Refusal ? draft : stored.next().value!));
  return {
    results: results.map((result) => (result instanceof Refusal ? { error: toRpcStatus(result) } : toAnswer(result))),
  };
};

function tryDraft(request: SendRequest, path: string): Draft | Refusal {
  try {
    return toDraft(request, path);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

export const getMessage: UnaryMethod<GetRequest, GetMessageResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const id = fields.id('message_id', request.messageId);
  fields.done();
  const message = (await inTenant(api, caller, (trx) => findMessages(trx, [id]))).get(id);
  if (!message) throw notFound('message', id);
  return { message: toMessage(message) };
};
