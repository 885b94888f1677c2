// Reads the environment, once, into a typed value. Nothing else in the program looks at process.env.
// Every key has a default or an error that names the key and what it should hold.
import { z } from 'zod';
import type { Transport } from '../domain/transport.ts';
import type { ObjectStoreSettings } from './objects.ts';

const anyPort = z.coerce.number().int().min(0).max(65535);
const port = (fallback: number) => anyPort.default(fallback);
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const countryCode = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166 country code such as ZA');

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(4).max(200).default(16),
  SWITCHBOARD_DATA_DIR: z.string().default('.switchboard'),
  SWITCHBOARD_MASTER_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, '64 hexadecimal digits (openssl rand -hex 32)')
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: port(8080),
  GRPC_PORT: port(50051),
  METRICS_PORT: port(9464),
  SANDBOX_PORT: port(9090),
  S3_PORT: anyPort.optional(),
  S3_ENDPOINT: url.refine((value) => !value.includes('@'), 'an address without user name or password').optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a bucket: 3 to 63 small letters, digits, dots and hyphens')
    .default('switchboard'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: flag.default(true),
  PUBLIC_URL: url.optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  DEFAULT_COUNTRY: countryCode.default('ZA'),
  REGISTRATION_URL: url.optional(),
  META_GRAPH_URL: url.default('https://graph.facebook.com'),
  META_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'a version such as v25.0')
    .default('v25.0'),
  TWILIO_API_URL: url.optional(),
  WHATSAPP_PHONE_NUMBER_ID: z.string().optional(),
  WHATSAPP_BUSINESS_ACCOUNT_ID: z.string().optional(),
  WHATSAPP_ACCESS_TOKEN: z.string().optional(),
  WHATSAPP_VERIFY_TOKEN: z.string().optional(),
  WHATSAPP_APP_SECRET: z.string().optional(),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/i, 'an AccountSid: AC and 32 hexadecimal digits')
    .optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_WHATSAPP_NUMBER: z.string().optional(),
  TWILIO_SMS_NUMBER: z.string().optional(),
  SANDBOX: flag.optional(),
  STT_BASE_URL: url.optional(),
  STT_API_KEY: z.string().optional(),
  STT_MODEL: z.string().default('whisper-1'),
  LLM_BASE_URL: url.optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().optional(),
});

type Values = z.infer<typeof schema>;

/**
 * The provider variables describe one channel each, for the simple case; more live in the channels table. Of one account,
 * the WhatsApp channel falls back to the SMS channel.
 */
export interface ChannelSettings {
  provider: 'meta' | 'twilio';
  account: string;
  address: string;
  transport: Transport;
  secrets: { [name: string]: string };
}

/** An OpenAI-compatible endpoint that turns speech into text. */
export interface SpeechSettings {
  /** Such as https://api.openai.com/v1, without a trailing slash. */
  baseUrl: string;
  apiKey: string | undefined;
  model: string;
}

/** An OpenAI-compatible endpoint that reads texts. */
export interface LanguageModelSettings {
  /** As of speech. */
  baseUrl: string;
  apiKey: string | undefined;
  model: string;
}

export interface Config {
  /** Unset: embedded Postgres under dataDir. */
  databaseUrl: string | undefined;
  databasePoolSize: number;
  dataDir: string;
  masterKey: string | undefined;
  host: string;
  port: number;
  grpcPort: number;
  metricsPort: number;
  sandboxPort: number;
  /** Whether the providers are played on loopback. Default: only with the embedded database. */
  sandbox: boolean;
  /** Unset: the embedded development store under dataDir. */
  objectStore: ObjectStoreSettings | undefined;
  /** Of the embedded store. Default: 9390; with a database that is not embedded, any free one. */
  objectStorePort: number;
  /** Of the embedded store. */
  objectStoreBucket: string;
  /** What the providers call; signatures are checked against it. Without a trailing slash. */
  publicUrl: string | undefined;
  logLevel: Values['LOG_LEVEL'];
  defaultCountry: string;
  registrationUrl: string | undefined;
  metaGraphUrl: string;
  metaGraphVersion: string;
  twilioApiUrl: string | undefined;
  channels: ChannelSettings[];
  /** Unset: voice notes get no transcript. */
  speech: SpeechSettings | undefined;
  /** Unset: flows ask for everything they want to know. */
  languageModel: LanguageModelSettings | undefined;
}

export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Parses an environment. Empty values count as unset. Throws ConfigError listing every key that is wrong. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The environment has values Switchboard cannot use:\n${lines.join('\n')}`);
  }
  return toConfig(parsed.data);
}

function toConfig(values: Values): Config {
  return {
    databaseUrl: values.DATABASE_URL,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    dataDir: values.SWITCHBOARD_DATA_DIR,
    masterKey: values.SWITCHBOARD_MASTER_KEY,
    host: values.HOST,
    port: values.PORT,
    grpcPort: values.GRPC_PORT,
    metricsPort: values.METRICS_PORT,
    sandboxPort: values.SANDBOX_PORT,
    sandbox: values.SANDBOX ?? values.DATABASE_URL === undefined,
    objectStore: objectStore(values),
    objectStorePort: values.S3_PORT ?? (values.DATABASE_URL === undefined ? 9390 : 0),
    objectStoreBucket: values.S3_BUCKET,
    publicUrl: values.PUBLIC_URL,
    logLevel: values.LOG_LEVEL,
    defaultCountry: values.DEFAULT_COUNTRY,
    registrationUrl: values.REGISTRATION_URL,
    metaGraphUrl: values.META_GRAPH_URL,
    metaGraphVersion: values.META_GRAPH_VERSION,
    twilioApiUrl: values.TWILIO_API_URL,
    channels: [...metaChannel(values), ...twilioChannels(values)],
    speech: speech(values),
    languageModel: languageModel(values),
  };
}

function objectStore(values: Values): ObjectStoreSettings | undefined {
  if (!values.S3_ENDPOINT) {
    for (const key of ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const)
      if (values[key] !== undefined) required(values, 'S3_ENDPOINT', key);
    return undefined;
  }
  return {
    endpoint: values.S3_ENDPOINT,
    region: values.S3_REGION,
    bucket: values.S3_BUCKET,
    accessKeyId: required(values, 'S3_ACCESS_KEY_ID', 'S3_ENDPOINT'),
    secretAccessKey: required(values, 'S3_SECRET_ACCESS_KEY', 'S3_ENDPOINT'),
    forcePathStyle: values.S3_FORCE_PATH_STYLE,
  };
}

function metaChannel(values: Values): ChannelSettings[] {
  if (!values.WHATSAPP_PHONE_NUMBER_ID) return [];
  return [
    {
      provider: 'meta',
      account: required(values, 'WHATSAPP_BUSINESS_ACCOUNT_ID', 'WHATSAPP_PHONE_NUMBER_ID'),
      address: values.WHATSAPP_PHONE_NUMBER_ID,
      transport: 'whatsapp',
      secrets: {
        accessToken: required(values, 'WHATSAPP_ACCESS_TOKEN', 'WHATSAPP_PHONE_NUMBER_ID'),
        appSecret: required(values, 'WHATSAPP_APP_SECRET', 'WHATSAPP_PHONE_NUMBER_ID'),
        verifyToken: required(values, 'WHATSAPP_VERIFY_TOKEN', 'WHATSAPP_PHONE_NUMBER_ID'),
      },
    },
  ];
}

function twilioChannels(values: Values): ChannelSettings[] {
  return [
    ...twilioChannel(values, 'TWILIO_SMS_NUMBER', 'sms'),
    ...twilioChannel(values, 'TWILIO_WHATSAPP_NUMBER', 'whatsapp'),
  ];
}

function twilioChannel(
  values: Values,
  key: 'TWILIO_SMS_NUMBER' | 'TWILIO_WHATSAPP_NUMBER',
  transport: Transport,
): ChannelSettings[] {
  const number = values[key];
  if (!number) return [];
  return [
    {
      provider: 'twilio',
      account: required(values, 'TWILIO_ACCOUNT_SID', key),
      address: number.replace(/^whatsapp:/, ''),
      transport,
      secrets: { authToken: required(values, 'TWILIO_AUTH_TOKEN', key) },
    },
  ];
}

function speech({ STT_BASE_URL: baseUrl, STT_API_KEY: apiKey, STT_MODEL: model }: Values): SpeechSettings | undefined {
  return baseUrl === undefined ? undefined : { baseUrl, apiKey, model };
}

function languageModel(values: Values): LanguageModelSettings | undefined {
  const { LLM_BASE_URL: baseUrl, LLM_API_KEY: apiKey } = values;
  if (baseUrl !== undefined) return { baseUrl, apiKey, model: required(values, 'LLM_MODEL', 'LLM_BASE_URL') };
  for (const key of ['LLM_API_KEY', 'LLM_MODEL'] as const)
    if (values[key] !== undefined) required(values, 'LLM_BASE_URL', key);
  return undefined;
}

function required(values: Values, key: keyof Values, because: keyof Values): string {
  const value = values[key];
  if (typeof value !== 'string') throw new ConfigError(`${key} is needed because ${because} is set.`);
  return value;
}
