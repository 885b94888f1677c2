// Words of a recording, from any endpoint that speaks OpenAI's transcription API.
import { asObject, parseJson } from '../domain/json.ts';
import type { SpeechSettings } from './config.ts';
import type { HttpClient } from './http.ts';
import { callEndpoint } from './model-endpoint.ts';

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
    const form = await formOf(audio, contentType, settings.model, language);
    const deadline = Date.now() + longestMs;
    for (let attempt = 1; ; attempt++) {
      const answer = await ask(http, settings, form, deadline - Date.now());
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
  settings: SpeechSettings,
  form: { type: string; body: Buffer },
  timeoutMs: number,
): Promise<Answer> {
  const answer = await callEndpoint(http, settings, '/audio/transcriptions', form, timeoutMs);
  if (!('text' in answer)) return answer;
  const json = parseJson(answer.text);
  if (json === undefined) return { reason: 'its answer is not JSON', passing: false };
  const { text } = asObject(json);
  return typeof text === 'string' ? { text } : { reason: 'its answer has no text', passing: false };
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
