// What the parts of one sandbox share.
import type { Accepted } from './accepted.ts';
import type { Counters } from './counts.ts';
import type { Faults } from './faults.ts';
import type { FileStore } from './files.ts';
import type { Settings } from './options.ts';
import type { People } from './people.ts';
import type { Recent } from './recent.ts';
import type { Timers } from './timers.ts';
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

export interface Context {
  settings: Settings;
  origins: Origins;
  files: FileStore;
  timers: Timers;
  faults: Faults;
  accepted: Accepted;
  calls: Counters;
  windows: Windows;
  people: People;
  webhooks: Webhooks;
  alerts: Recent<Alert>;
}
