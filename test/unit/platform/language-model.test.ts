// A model's JSON comes from an endpoint that may be slow, wrong, away, or unable to keep to a schema.
import { expect } from 'chai';
import { createHttpClient } from '../../../src/platform/http.ts';
import { createLanguageModel, LanguageModelFailed, type LanguageModel } from '../../../src/platform/language-model.ts';
import { startLanguageModelHost, writes, type LanguageModelHost } from '../../support/language-model.ts';

describe('a language model', () => {
  const http = createHttpClient();
  let host: LanguageModelHost;
  before(async () => {
    host = await startLanguageModelHost();
  });
  after(async () => {
    await host.close();
    await http.close();
  });
  beforeEach(() => {
    host.requests.length = 0;
    host.answer = writes({ found: 'it' });
  });
  const modelOf = ({ longestMs, apiKey = 'key' }: { longestMs?: number; apiKey?: string } = {}) =>
    createLanguageModel(http, { baseUrl: host.url, apiKey: apiKey || undefined, model: 'small' }, longestMs);
  const question = { instructions: 'Say what you find, in JSON.', text: 'words', schema: { type: 'object' } };
  const failure = async (model: LanguageModel): Promise<unknown> => {
    try {
      return await model(question);
    } catch (error) {
      return error;
    }
  };
  const formats = () => host.requests.map(({ body }) => body.response_format.type);

  it('is asked as the API wants it, and its JSON returned', async () => {
    expect(await modelOf()(question)).to.deep.equal({ found: 'it' });
    const [{ path, headers, body }] = host.requests as [(typeof host.requests)[0]];
    expect(path).to.equal('/v1/chat/completions');
    expect(headers.authorization).to.equal('Bearer key');
    expect(body).to.deep.include({ model: 'small', temperature: 0 });
    expect(body.max_tokens).to.be.within(100, 1_000);
    expect(body.messages).to.deep.equal([
      { role: 'system', content: question.instructions },
      { role: 'user', content: 'words' },
    ]);
    expect(body.response_format.json_schema).to.deep.include({ strict: true, schema: { type: 'object' } });
  });

  it('is shown no key where there is none', async () => {
    await modelOf({ apiKey: '' })(question);
    expect(host.requests[0]!.headers.authorization).to.equal(undefined);
  });

  it('is asked for any JSON where its endpoint refuses a schema, and from then on at once', async () => {
    const answer = writes({ found: 'it' });
    host.answer = (response, request) => {
      if (request.body.response_format.type === 'json_schema') response.writeHead(400).end('{}');
      else answer(response);
    };
    const model = modelOf();
    expect(await model(question)).to.deep.equal({ found: 'it' });
    expect(await model(question)).to.deep.equal({ found: 'it' });
    expect(formats()).to.deep.equal(['json_schema', 'json_object', 'json_object']);
  });

  it('is asked for a schema again when it was something else that its endpoint refused', async () => {
    host.answer = (response) => void response.writeHead(400).end('{}');
    const model = modelOf();
    expect(await failure(model))
      .to.be.instanceOf(LanguageModelFailed)
      .and.include({ kind: 'failed' });
    host.answer = writes({});
    await model(question);
    expect(formats()).to.deep.equal(['json_schema', 'json_object', 'json_schema']);
  });

  it('is asked once more when its endpoint was in trouble', async () => {
    host.answer = (response) => {
      host.answer = writes({ found: 'after all' });
      response.writeHead(503).end();
    };
    expect(await modelOf()(question)).to.deep.equal({ found: 'after all' });
    expect(host.requests).to.have.length(2);
  });

  for (const [name, answer, kind, asked] of [
    ['stays in trouble', (response) => void response.writeHead(500).end(), 'failed', 2],
    ['drops the connection', (response) => void response.destroy(), 'failed', 2],
    ['refuses', (response) => void response.writeHead(401).end('{}'), 'failed', 1],
    ['answers with a page', (response) => void response.end('<html>'), 'unusable', 1],
    ['answers with an error of its own', (response) => void response.end('{"error": {"code": 7}}'), 'unusable', 1],
    ['answers without end', (response) => void response.end('x'.repeat(2 * 1024 * 1024)), 'failed', 2],
    ['has the model chat', writes('Sure! Here is your JSON: {}'), 'unusable', 1],
    ['has the model stop in the middle', writes('{"category": "ro'), 'unusable', 1],
    ['takes too long', () => undefined, 'late', 1],
  ] as readonly [string, LanguageModelHost['answer'], LanguageModelFailed['kind'], number][]) {
    it(`fails when its endpoint ${name}`, async () => {
      host.answer = answer;
      const begun = Date.now();
      const error = await failure(modelOf({ longestMs: 800 }));
      expect(error).to.be.instanceOf(LanguageModelFailed).and.include({ kind });
      expect(host.requests).to.have.length(asked);
      expect(Date.now() - begun).to.be.lessThan(2_000);
    });
  }

  it('is not asked once more when there is no time for it', async () => {
    host.answer = (response) => void setTimeout(() => response.writeHead(500).end(), 150);
    expect(await failure(modelOf({ longestMs: 300 }))).to.be.instanceOf(LanguageModelFailed);
    expect(host.requests).to.have.length(1);
  });
});
