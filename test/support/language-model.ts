// A chat completions endpoint of the test, over real HTTP.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface Completion {
  path: string;
  headers: IncomingHttpHeaders;
  body: {
    model: string;
    temperature: number;
    max_tokens: number;
    messages: { role: string; content: string }[];
    response_format: { type: string; json_schema?: { strict: boolean; schema: object } };
  };
}

export interface LanguageModelHost {
  /** What LLM_BASE_URL is set to. */
  url: string;
  requests: Completion[];
  /** Default: a reading that found nothing. */
  answer: (response: ServerResponse, request: Completion) => void;
  close(): Promise<void>;
}

/** What the extraction asks for, as a model answers it. */
export function reading(found: object = {}): object {
  return { category: null, place: null, severity: null, describesProblem: false, ...found };
}

/** @param answer JSON, or the model's words as they are. */
export function writes(answer: object | string) {
  const content = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const completion = { choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }] };
  return (response: ServerResponse) => void response.end(JSON.stringify(completion));
}

export async function startLanguageModelHost(): Promise<LanguageModelHost> {
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const body = (await json(request)) as Completion['body'];
    const completion = { path: request.url!, headers: request.headers, body };
    host.requests.push(completion);
    host.answer(response, completion);
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host: LanguageModelHost = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests: [],
    answer: writes(reading()),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return host;
}
