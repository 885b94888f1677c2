// Every setting has a default or an error that names its key; a wrong value never shows in the error.
import { expect } from 'chai';
import fc from 'fast-check';
import { ConfigError, loadConfig } from '../../../src/platform/config.ts';

function problemOf(env: NodeJS.ProcessEnv): string {
  try {
    loadConfig(env);
  } catch (error) {
    expect(error).to.be.instanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('was accepted');
}

const meta = {
  WHATSAPP_PHONE_NUMBER_ID: '1',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '2',
  WHATSAPP_ACCESS_TOKEN: 'token',
  WHATSAPP_APP_SECRET: 'secret',
  WHATSAPP_VERIFY_TOKEN: 'verify',
};
const twilio = {
  TWILIO_WHATSAPP_NUMBER: 'whatsapp:+27105550200',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'token',
};
const twilioSms = { ...twilio, TWILIO_WHATSAPP_NUMBER: '', TWILIO_SMS_NUMBER: '+27105550201' };

describe('an empty environment', () => {
  it('is a working configuration: embedded, with the sandbox', () => {
    const config = loadConfig({});
    expect(config).to.deep.include({
      port: 8080,
      grpcPort: 50051,
      metricsPort: 9464,
      sandbox: true,
      databaseUrl: undefined,
      dataDir: '.switchboard',
      channels: [],
    });
    expect(loadConfig({ PORT: '', DATABASE_URL: '', SANDBOX: '' })).to.deep.equal(config);
  });
});

describe('a wrong value', () => {
  const wrong: { [key: string]: string[] } = {
    DATABASE_URL: ['mysql://a/b', 'nonsense'],
    DATABASE_POOL_SIZE: ['0', 'many', '1.5'],
    SWITCHBOARD_MASTER_KEY: ['short', 'g'.repeat(64), 'a'.repeat(63)],
    PORT: ['-1', '65536', 'http', '80.5'],
    GRPC_PORT: ['x'],
    S3_PORT: ['x', '65536'],
    S3_ENDPOINT: ['storage.example.org', 's3://bucket', 'https://key:secret@storage.example.org'],
    S3_BUCKET: ['A', 'with/slash', '..', 'x'.repeat(64)],
    S3_FORCE_PATH_STYLE: ['yes'],
    PUBLIC_URL: ['hooks.example.org', 'ftp://example.org', 'https://'],
    LOG_LEVEL: ['loud'],
    DEFAULT_COUNTRY: ['za', 'ZAF', 'South Africa'],
    LLM_BASE_URL: ['models.example.org'],
    META_GRAPH_VERSION: ['25', 'v25', '25.0'],
    TWILIO_ACCOUNT_SID: ['AC123', `SK${'0'.repeat(32)}`],
    SANDBOX: ['yes', '1'],
  };
  for (const [key, values] of Object.entries(wrong)) {
    it(`of ${key} is refused with the key's name`, () => {
      for (const value of values) expect(problemOf({ [key]: value }), value).to.include(`${key}: `);
    });
  }

  it('is reported together with all others', () => {
    const problem = problemOf({ PORT: 'x', GRPC_PORT: 'y', LOG_LEVEL: 'loud' });
    for (const key of ['PORT', 'GRPC_PORT', 'LOG_LEVEL']) expect(problem).to.include(`  ${key}: `);
  });

  it('is never repeated in the error: it may be a secret', () => {
    const secrets = {
      SWITCHBOARD_MASTER_KEY: 'my-master-key',
      TWILIO_ACCOUNT_SID: 'pasted-auth-token',
      DATABASE_URL: 'mysql://u:hunter2@h/d',
    };
    const problem = problemOf(secrets);
    for (const value of ['my-master-key', 'pasted-auth-token', 'hunter2']) expect(problem).not.to.include(value);
  });
});

describe('the object store', () => {
  const store = { S3_ENDPOINT: 'https://s3.example.org/', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' };

  it('is the embedded one unless an endpoint is given', () => {
    expect(loadConfig({})).to.deep.include({ objectStore: undefined, objectStorePort: 9390 });
    expect(loadConfig({ DATABASE_URL: 'postgres://h/d' }).objectStorePort).to.equal(0);
    expect(loadConfig(store).objectStore).to.deep.equal({
      endpoint: 'https://s3.example.org',
      region: 'us-east-1',
      bucket: 'switchboard',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      forcePathStyle: true,
    });
  });

  it('needs its keys, and its keys an endpoint', () => {
    expect(problemOf({ ...store, S3_ACCESS_KEY_ID: '' })).to.include('S3_ACCESS_KEY_ID is needed because S3_ENDPOINT');
    expect(problemOf({ ...store, S3_SECRET_ACCESS_KEY: '' })).to.include('S3_SECRET_ACCESS_KEY');
    expect(problemOf({ S3_ACCESS_KEY_ID: 'id' })).to.include('S3_ENDPOINT is needed because S3_ACCESS_KEY_ID is set');
  });
});

describe('the provider variables', () => {
  it('describe one channel each', () => {
    const { channels, sandbox } = loadConfig({ ...meta, ...twilio, DATABASE_URL: 'postgres://h/d' });
    expect(sandbox).to.equal(false);
    expect(channels.map(({ provider, account, address }) => [provider, account, address])).to.deep.equal([
      ['meta', '2', '1'],
      ['twilio', twilio.TWILIO_ACCOUNT_SID, '+27105550200'],
    ]);
  });

  it('describe an SMS channel too, before the one that falls back to it', () => {
    const { channels } = loadConfig({ ...twilio, TWILIO_SMS_NUMBER: '+27105550200' });
    expect(channels.map(({ transport, address }) => [transport, address])).to.deep.equal([
      ['sms', '+27105550200'],
      ['whatsapp', '+27105550200'],
    ]);
  });

  for (const [all, first] of [
    [meta, 'WHATSAPP_PHONE_NUMBER_ID'],
    [twilio, 'TWILIO_WHATSAPP_NUMBER'],
    [twilioSms, 'TWILIO_SMS_NUMBER'],
  ] as const) {
    for (const key of Object.keys(all).filter((name) => name !== first && !name.endsWith('_NUMBER'))) {
      it(`need ${key} once ${first} is set, and say so`, () => {
        const problem = problemOf({ ...all, [key]: '' });
        expect(problem).to.include(key).and.include(first);
      });
    }
  }
});

describe('the language model', () => {
  it('is none unless an endpoint is given, with the name of the model', () => {
    expect(loadConfig({}).languageModel).to.equal(undefined);
    const env = { LLM_BASE_URL: 'http://127.0.0.1:11434/v1/', LLM_MODEL: 'small' };
    const endpoint = { baseUrl: 'http://127.0.0.1:11434/v1', model: 'small' };
    expect(loadConfig(env).languageModel).to.deep.equal({ ...endpoint, apiKey: undefined });
    expect(loadConfig({ ...env, LLM_API_KEY: 'key' }).languageModel).to.deep.equal({ ...endpoint, apiKey: 'key' });
  });

  it('needs all that names it', () => {
    expect(problemOf({ LLM_BASE_URL: 'http://127.0.0.1:11434/v1' })).to.include('LLM_MODEL is needed');
    expect(problemOf({ LLM_API_KEY: 'key' })).to.include('LLM_BASE_URL is needed because LLM_API_KEY');
    expect(problemOf({ LLM_MODEL: 'small' })).to.include('LLM_BASE_URL is needed because LLM_MODEL');
  });
});

describe('any environment at all', () => {
  it('is a configuration or a ConfigError', () => {
    const keys = fc.constantFrom(
      'DATABASE_URL',
      'PORT',
      'PUBLIC_URL',
      'SANDBOX',
      'LOG_LEVEL',
      'DEFAULT_COUNTRY',
      'META_GRAPH_URL',
      '__proto__',
      'x',
      ...Object.keys({ ...meta, ...twilio }),
    );
    const values = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.constantFrom('0', '1e3', ' 80 ', 'true', 'postgres://', '\0'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, values)), (entries) => {
        try {
          const { port, publicUrl } = loadConfig(Object.fromEntries(entries));
          expect(port).to.be.within(0, 65_535);
          expect(publicUrl ?? '').not.to.match(/\/$/);
        } catch (error) {
          expect(error).to.be.instanceOf(ConfigError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
