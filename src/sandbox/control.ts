// The control API of a running sandbox, for other processes on this machine; JSON in, JSON out, under `/control`:
//   GET    /channels                      the numbers a person can write to
//   POST   /send     {number, name?, via: {provider, phoneNumberId | number}, text | file, text? | place}
//                                         writes as a person; file {base64, contentType, filename?, voice?},
//                                         place {latitude, longitude, name?}
//   POST   /tap      {number, externalId, button}   answers a message by a button or row, by its id or title
//   GET    /stream?number=&reads=manual   newline-delimited PhoneEvents of one phone; reads go back to auto at its end
//   POST   /read     {number, externalId} opens a message
//   GET    /faults · POST /faults {fault, scope?} · DELETE /faults
//   GET    /accepted                      the kept messages, oldest first
//   GET    /stats                         calls and webhooks by outcome, accepted messages in all
//   POST   /webhooks {provider, url, appId? | number?}                                where webhooks go from now on
import type { ServerResponse } from 'node:http';
import { BadRequest, optional, text } from './control-input.ts';
import { readAsPerson, sendAsPerson, tapAsPerson } from './control-people.ts';
import type { Fault, FaultScope } from './faults.ts';
import { isObject, json, parseObject } from './http.ts';
import type { Call, JsonObject, Outcome } from './http.ts';
import type { Sandbox, WebhookTarget } from './sandbox.ts';

type Route = (sandbox: Sandbox, input: JsonObject) => unknown;

const routes: Readonly<Record<string, Route>> = {
  'GET /channels': (sandbox) => sandbox.channels,
  'POST /send': sendAsPerson,
  'POST /tap': tapAsPerson,
  'POST /read': readAsPerson,
  'GET /faults': (sandbox) => sandbox.faults.list().map(({ fault, scope, hits }) => ({ fault, scope, hits })),
  'POST /faults': addFault,
  'DELETE /faults': (sandbox) => {
    sandbox.faults.clear();
    return {};
  },
  'GET /accepted': (sandbox) => sandbox.accepted.list(),
  'GET /stats': (sandbox) => ({ accepted: sandbox.accepted.count, calls: sandbox.calls, webhooks: sandbox.webhooks }),
  'POST /webhooks': setWebhook,
};

export async function control(sandbox: Sandbox, call: Call, response: ServerResponse): Promise<Outcome | undefined> {
  const name = `${call.method} ${call.path}`;
  if (name === 'GET /stream') return stream(sandbox, call, response);
  const route = routes[name];
  if (!route) return json(404, { error: `the control API has no ${name}` });
  // A web page can post text to loopback without being asked; it cannot post JSON.
  const isJson = call.headers['content-type']?.startsWith('application/json') === true;
  if (call.method === 'POST' && !isJson) return json(415, { error: 'application/json is expected' });
  try {
    return json(200, await route(sandbox, parseObject(call.body.toString('utf8')) ?? {}));
  } catch (error) {
    if (error instanceof BadRequest) return json(400, { error: error.message });
    throw error;
  }
}

function addFault(sandbox: Sandbox, { fault, scope }: JsonObject): unknown {
  if (!isFault(fault)) throw new BadRequest('fault.kind is missing');
  sandbox.faults.add(fault, isScope(scope) ? scope : {});
  return {};
}

function setWebhook(sandbox: Sandbox, input: JsonObject): unknown {
  const url = text(input, 'url');
  const appId = optional(input, 'appId');
  const number = optional(input, 'number');
  const target: WebhookTarget =
    input.provider === 'twilio'
      ? { provider: 'twilio', ...(number !== undefined && { number }) }
      : { provider: 'meta', ...(appId !== undefined && { appId }) };
  sandbox.setWebhookUrl(target, url);
  return {};
}

function stream(sandbox: Sandbox, { query }: Call, response: ServerResponse): undefined {
  const manual = query.get('reads') === 'manual';
  const phone = sandbox.phone(query.get('number') ?? '', manual ? { reads: 'manual' } : {});
  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  response.flushHeaders();
  const stop = phone.onEvent((event) => response.write(`${JSON.stringify(event)}\n`));
  response.on('close', () => {
    stop();
    if (manual) phone.update({ reads: 'auto' });
  });
}

function isFault(value: unknown): value is Fault {
  return isObject(value) && typeof value.kind === 'string';
}

function isScope(value: unknown): value is FaultScope {
  return isObject(value);
}
