// What the parts of one sandbox share.
import type { Accepted } from './accepted.ts';
import type { Counters } from './counts.ts';
import type { Faults } from './faults.ts';
import type { FileStore } from './files.ts';
import type { MetaTemplates } from './meta-templates.ts';
import type { ProviderName, Settings } from './options.ts';
import type { People } from './people.ts';
import type { Rates } from './rates.ts';
import type { Recent } from './recent.ts';
import type { Timers } from './timers.ts';
import type { TwilioContents } from './twilio-content.ts';
import type { Webhooks } from './webhooks.ts';
import type { Windows } from './windows.ts';

/** What Twilio's debugger would show: the platform answered a webhook in a way that is its own fault. */
export interface Alert {
  code: number;
  url: string;
  detail: string;
  at: number;
}

/** Base URLs of the sandbox itself, known once it listens. */
export interface Origins {
  api: string;
  /** Another host, where files lie. */
  elsewhere: string;
  /** One of the two. */
  metaFiles: string;
}

/** The platform told a provider that it read a message, and maybe that it is writing. */
export interface ReadMark {
  provider: ProviderName;
  /** Phone number id at Meta, E.164 number at Twilio. */
  number: string;
  /** Of the person's message. */
  externalId: string;
  typing: boolean;
  at: number;
}

export interface Context {
  settings: Settings;
  origins: Origins;
  files: FileStore;
  rates: Rates;
  templates: MetaTemplates;
  contents: TwilioContents;
  timers: Timers;
  faults: Faults;
  accepted: Accepted;
  calls: Counters;
  windows: Windows;
  people: People;
  webhooks: Webhooks;
  alerts: Recent<Alert>;
  readMarks: Recent<ReadMark>;
}
