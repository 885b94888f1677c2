// Voice notes that a phone of the sandbox made of words are understood by the endpoint it plays, and no others.
import { expect } from 'chai';
import { createHttpClient } from '../../../src/platform/http.ts';
import { createTranscriber, TranscriptionFailed } from '../../../src/platform/speech.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { spokenNote } from '../../../src/sandbox/speech.ts';

describe('the played speech endpoint', () => {
  const http = createHttpClient();
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({});
  });
  after(async () => {
    await sandbox.close();
    await http.close();
  });
  const transcribe = (bytes: Uint8Array) =>
    createTranscriber(http, { baseUrl: sandbox.speechUrl, apiKey: undefined, model: 'any' })(
      Buffer.from(bytes),
      'audio/ogg',
    );

  it('gives back the words, whatever they are', async () => {
    for (const words of ['there is a hole', 'môre 👋\n\r\n--x', ''])
      expect(await transcribe(spokenNote(words).bytes)).to.equal(words);
  });

  it('hears nothing in another recording', async () => {
    const failure = await transcribe(Buffer.from('OggS and a real voice')).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(TranscriptionFailed);
  });

  it('has nothing else, and wants a file', async () => {
    const statusOf = async (path: string, body?: FormData) =>
      (await fetch(sandbox.speechUrl + path, { method: 'POST', ...(body && { body }) })).status;
    expect(await statusOf('/chat/completions')).to.equal(404);
    expect(await statusOf('/audio/transcriptions')).to.equal(400);
    expect(await statusOf('/audio/transcriptions', new FormData())).to.equal(400);
  });
});
