// A speech-to-text endpoint of the test, over real HTTP.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Transcription {
  path: string;
  headers: IncomingHttpHeaders;
  form: FormData;
}

export interface SpeechHost {
  /** What STT_BASE_URL is set to. */
  url: string;
  requests: Transcription[];
  /** Default: 200 with the text "words". */
  answer: (response: ServerResponse) => void;
  close(): Promise<void>;
}

export function says(text: string) {
  return (response: ServerResponse) => void response.end(JSON.stringify({ text }));
}

export async function startSpeechHost(): Promise<SpeechHost> {
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const body = new Uint8Array(await buffer(request));
    const headers = { 'content-type': request.headers['content-type']! };
    const form = await new Response(body, { headers }).formData();
    host.requests.push({ path: request.url!, headers: request.headers, form });
    host.answer(response);
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host: SpeechHost = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests: [],
    answer: says('words'),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return host;
}
