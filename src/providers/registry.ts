// Every provider, one line each.
import type { ProviderName } from '../domain/webhook.ts';
import { createMetaProvider } from './meta/index.ts';
import type { Provider, ProviderSettings } from './provider.ts';
import { createTwilioProvider } from './twilio/index.ts';

export type Providers = { readonly [Name in ProviderName]: Provider };

export function createProviders(settings: ProviderSettings): Providers {
  return {
    meta: createMetaProvider(settings),
    twilio: createTwilioProvider(settings),
  };
}
