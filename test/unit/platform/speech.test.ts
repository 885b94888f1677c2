// Words of a recording come from an endpoint that may be slow, wrong or away.
import { expect } from 'chai';
import { createHttpClient } from '../../../src/platform/http.ts';
import { createTranscriber, TranscriptionFailed } from '../../../src/platform/speech.ts';
import { says, startSpeechHost, type SpeechHost } from '../../support/speech.ts';

describe('a transcriber', () => {
  const http = createHttpClient();
  let host: SpeechHost;
  before(async () => {
    host = await startSpeechHost();
  });
  after(async () => {
    await host.close();
    await http.close();
  });
  beforeEach(() => {
    host.requests.length = 0;
    host.answer = says('words');
  });
  const audio = Buffer.from('OggS and so on');
  const transcriber = (apiKey: string | undefined = 'key', longestMs?: number) =>
    createTranscriber(http, { baseUrl: host.url, apiKey, model: 'whisper-1' }, longestMs);
  const failure = (promise: Promise<string>) =>
    promise.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('asks as the API wants it, and returns the text', async () => {
    expect(await transcriber()(audio, 'audio/ogg', 'es')).to.equal('words');
    const [{ path, headers, form }] = host.requests as [(typeof host.requests)[0]];
    expect(path).to.equal('/v1/audio/transcriptions');
    expect(headers.authorization).to.equal('Bearer key');
    expect([form.get('model'), form.get('response_format'), form.get('language')]).to.deep.equal([
      'whisper-1',
      'json',
      'es',
    ]);
    const file = form.get('file') as File;
    expect([file.name, file.type]).to.deep.equal(['voice.ogg', 'audio/ogg']);
    expect(Buffer.from(await file.arrayBuffer())).to.deep.equal(audio);
  });

  it('shows no key where there is none, and names no language it was not told', async () => {
    await createTranscriber(http, { baseUrl: host.url, apiKey: undefined, model: 'm' })(audio, 'audio/mpeg');
    const [{ headers, form }] = host.requests as [(typeof host.requests)[0]];
    expect(headers.authorization).to.equal(undefined);
    expect(form.get('language')).to.equal(null);
    expect((form.get('file') as File).name).to.equal('voice.mp3');
  });

  it('asks once more when the endpoint was in trouble', async () => {
    host.answer = (response) => {
      host.answer = says('after all');
      response.writeHead(503).end();
    };
    expect(await transcriber()(audio, 'audio/ogg')).to.equal('after all');
    expect(host.requests).to.have.length(2);
  });

  for (const [name, answer, asked] of [
    ['stays in trouble', (response) => void response.writeHead(500).end(), 2],
    ['drops the connection', (response) => void response.destroy(), 2],
    ['refuses', (response) => void response.writeHead(401).end('{}'), 1],
    ['answers with a page', (response) => void response.end('<html>'), 1],
    ['answers without a text', (response) => void response.end('{"text": 7}'), 1],
    ['takes too long', () => undefined, 1],
  ] as readonly [string, SpeechHost['answer'], number][]) {
    it(`fails when the endpoint ${name}`, async () => {
      host.answer = answer;
      const begun = Date.now();
      expect(await failure(transcriber('key', 1_500)(audio, 'audio/ogg'))).to.be.instanceOf(TranscriptionFailed);
      expect(host.requests).to.have.length(asked);
      expect(Date.now() - begun).to.be.lessThan(2_500);
    });
  }
});
