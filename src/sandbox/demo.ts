// The accounts that `npm start` plays: made-up, public, and good for nothing but the sandbox. Behind them stand a few places
// that people write to, each with a number at both providers.
import type { Via } from './phone.ts';
import type { SandboxOptions } from './options.ts';

export interface DemoPlace {
  /** Its channels are `<name>-meta` and `<name>-twilio`. */
  name: string;
  /** As it is called on the phone. */
  title: string;
  /** Which dialogue its channels run. */
  flow: string;
  /** What to try there, for who opens a chat. */
  about: string;
  phoneNumberId: string;
  metaPhone: string;
  twilioPhone: string;
}

export const demoPlaces: readonly [DemoPlace, ...DemoPlace[]] = [
  {
    name: 'demo',
    title: 'Switchboard demo',
    flow: 'echo',
    about: 'says back what you say',
    phoneNumberId: '100000000000003',
    metaPhone: '+27105550100',
    twilioPhone: '+27105550200',
  },
  {
    name: 'factory',
    title: 'Demo factory',
    flow: 'menu',
    about: 'defects, orders (PO-1001 to PO-1004), machines (M-07, M-12), your tickets, a person',
    phoneNumberId: '100000000000013',
    metaPhone: '+27105550101',
    twilioPhone: '+27105550201',
  },
  {
    name: 'city',
    title: 'Demo city',
    flow: 'report',
    about: 'report a problem in your own words, with photos and a location, and ask what became of it',
    phoneNumberId: '100000000000023',
    metaPhone: '+27105550102',
    twilioPhone: '+27105550202',
  },
  {
    name: 'clinic',
    title: 'Demo clinic',
    flow: 'appointment',
    about: 'answers to reminders of appointments, such as reminders add sends: confirm, or ask for another time',
    phoneNumberId: '100000000000033',
    metaPhone: '+27105550103',
    twilioPhone: '+27105550203',
  },
];

const [firstPlace] = demoPlaces;

export const demoMeta = {
  appId: '100000000000001',
  appSecret: 'sandbox-app-secret',
  accessToken: 'sandbox-access-token',
  verifyToken: 'sandbox-verify-token',
  wabaId: '100000000000002',
  phoneNumberId: firstPlace.phoneNumberId,
  phone: firstPlace.metaPhone,
} as const;

export const demoTwilio = {
  accountSid: 'AC00000000000000000000000000000001',
  authToken: 'sandbox-auth-token',
  phone: firstPlace.twilioPhone,
} as const;

/** @param receiverUrl where the platform's receiver listens. */
export function demoAccounts(receiverUrl: string): Pick<SandboxOptions, 'meta' | 'twilio'> {
  const { appId, appSecret, accessToken, wabaId } = demoMeta;
  const app = {
    appId,
    appSecret,
    webhookUrl: `${receiverUrl}/webhooks/meta`,
    accessTokens: [accessToken],
    numbers: demoPlaces.map(({ phoneNumberId, metaPhone, title }) => {
      return { phoneNumberId, wabaId, displayPhoneNumber: metaPhone, verifiedName: title };
    }),
  };
  const inboundUrl = `${receiverUrl}/webhooks/twilio`;
  const senders = demoPlaces.map(({ twilioPhone }) => ({ number: twilioPhone, inboundUrl }));
  const { accountSid, authToken } = demoTwilio;
  return { meta: { apps: [app] }, twilio: { accounts: [{ accountSid, authToken, senders }] } };
}

/** The number of a place at a provider. */
export function demoVia({ phoneNumberId, twilioPhone }: DemoPlace, provider: Via['provider']): Via {
  return provider === 'meta' ? { provider, phoneNumberId } : { provider, number: twilioPhone };
}

/** The place that has the number, if the demo has it. */
export function demoPlaceOf(via: Via): DemoPlace | undefined {
  if (via.provider === 'meta') return demoPlaces.find(({ phoneNumberId }) => phoneNumberId === via.phoneNumberId);
  return demoPlaces.find(({ twilioPhone }) => twilioPhone === via.number);
}
