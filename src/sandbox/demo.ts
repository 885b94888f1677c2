// The accounts that `npm start` plays: made-up, public, and good for nothing but the sandbox.
import type { SandboxOptions } from './options.ts';

export const demoMeta = {
  appId: '100000000000001',
  appSecret: 'sandbox-app-secret',
  accessToken: 'sandbox-access-token',
  verifyToken: 'sandbox-verify-token',
  wabaId: '100000000000002',
  phoneNumberId: '100000000000003',
  phone: '+27105550100',
} as const;

export const demoTwilio = {
  accountSid: 'AC00000000000000000000000000000001',
  authToken: 'sandbox-auth-token',
  phone: '+27105550200',
} as const;

/** @param receiverUrl where the platform's receiver listens. */
export function demoAccounts(receiverUrl: string): Pick<SandboxOptions, 'meta' | 'twilio'> {
  const { appId, appSecret, accessToken, phoneNumberId, wabaId } = demoMeta;
  const number = { phoneNumberId, wabaId, displayPhoneNumber: demoMeta.phone, verifiedName: 'Switchboard demo' };
  const app = {
    appId,
    appSecret,
    webhookUrl: `${receiverUrl}/webhooks/meta`,
    accessTokens: [accessToken],
    numbers: [number],
  };
  const sender = { number: demoTwilio.phone, inboundUrl: `${receiverUrl}/webhooks/twilio` };
  const { accountSid, authToken } = demoTwilio;
  return { meta: { apps: [app] }, twilio: { accounts: [{ accountSid, authToken, senders: [sender] }] } };
}
