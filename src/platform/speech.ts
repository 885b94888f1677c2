// Words of a recording, from any endpoint that speaks OpenAI's transcription API.
import { asObject } from '../domain/json.ts';
import type { SpeechSettings } from './config.ts';
import { HttpFailure, type HttpClient } from './http.ts';

/** The endpoint gave no transcript. */
export class TranscriptionFailed extends Error {
  override name = 'TranscriptionFailed';
}

export type Transcriber = (audio: Buffer, contentType: string, language?: string) => Promise<string>;

// Somebody waits for the answer.
const usualLongestMs = 30_000;
const retryDelayMs = 500;
const tries = 2;

/** Throws TranscriptionFailed, after `longestMs` at most: all tries together take no longer. */
export function createTranscriber(
  http: HttpClient,
  settings: SpeechSettings,
  longestMs: number = usualLongestMs,
): Transcriber {
  return async (audio, contentType, language) => {
    const { type, body } = await formOf(audio, contentType, settings.model, language);
    const headers = {
      'content-type': type,
      ...(settings.apiKey === undefined ? {} : { authorization: `Bearer ${settings.apiKey}` }),
    };
    const deadline = Date.now() + longestMs;
    for (let attempt = 1; ; attempt++) {
      const answer = await ask(http, `${settings.baseUrl}/audio/transcriptions`, headers, body, deadline - Date.now());
      if ('text' in answer) return answer.text;
      if (!answer.passing || attempt === tries || Date.now() + retryDelayMs >= deadline)
        throw new TranscriptionFailed(answer.reason);
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
    }
  };
}

type Answer = { text: string } | { reason: string; passing: boolean };

async function ask(
  http: HttpClient,
  url: string,
  headers: { [name: string]: string },
  body: Buffer,
  timeoutMs: number,
): Promise<Answer> {
  try {
    const response = await http.send({ method: 'POST', url, headers, body, timeoutMs });
    if (response.status !== 200)
      return { reason: `it answered ${response.status}`, passing: response.status >= 500 || response.status === 429 };
    const { text } = asObject(JSON.parse(response.text));
    return typeof text === 'string' ? { text } : { reason: 'its answer has no text', passing: false };
  } catch (error) {
    if (error instanceof HttpFailure) return { reason: error.code, passing: error.code !== 'timeout' };
    if (error instanceof SyntaxError) return { reason: 'its answer is not JSON', passing: false };
    throw error;
  }
}

// The endpoints tell the format by the name's ending.
const endings: { readonly [contentType: string]: string } = {
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/amr': 'amr',
};

async function formOf(audio: Buffer, contentType: string, model: string, language: string | undefined) {
  const form = new FormData();
  const name = `voice.${endings[contentType] ?? 'ogg'}`;
  form.set('file', new File([new Uint8Array(audio)], name, { type: contentType }));
  form.set('model', model);
  form.set('response_format', 'json');
  if (language !== undefined) form.set('language', language);
  const encoded = new Response(form);
  return { type: encoded.headers.get('content-type')!, body: Buffer.from(await encoded.arrayBuffer()) };
}
