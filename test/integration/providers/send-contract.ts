// What every provider makes of a send: each way it can end, and that none of them says too much.
import { expect } from 'chai';
import type { SendOutcome } from '../../../src/domain/failure.ts';
import { createHttpClient } from '../../../src/platform/http.ts';
import { createProviders } from '../../../src/providers/registry.ts';
import type { CallFault } from '../../../src/sandbox/index.ts';
import { until } from '../../support/until.ts';
import { message, person, toItem, type Rig } from './rig.ts';
import type { ExpectedFailure, Subject } from './subject.ts';

export function sendContract(subject: Subject, rig: () => Rig): void {
  const sendWith = async (fault: CallFault, about = message()) => {
    const { sandbox, provider, channel } = rig();
    sandbox.faults.add(fault, { times: 1 });
    return provider.send(channel, about);
  };
  const acceptedAs = async (text: string) => rig().sandbox.accepted.waitFor(({ body }) => body === text);

  it('is accepted with the id that the provider gave, and says what was asked to whom', async () => {
    const { sandbox, provider, channel } = rig();
    const content = { kind: 'text', text: 'Môre 👋 & <b>"quoted"</b>\nsecond line +%20' } as const;
    const outcome = await provider.send(channel, message({ content }));
    const accepted = await acceptedAs(content.text);
    expect(outcome).to.include({ type: 'accepted', externalId: accepted.externalId });
    expect(accepted).to.include({ from: channel.address, to: person, type: 'text' });
    expect(sandbox.accepted.list(({ body }) => body === content.text)).to.have.length(1);
  });

  it('reaches a business-scoped user id as one', async () => {
    const recipient = 'ZA.13491208655302741918';
    const content = { kind: 'text', text: 'to a user id' } as const;
    expect(await rig().provider.send(rig().channel, message({ recipient, content }))).to.include({ type: 'accepted' });
    expect((await acceptedAs(content.text)).to).to.equal(recipient);
  });

  it('is in doubt when no answer came, and its receipts then name the attempt, if it was accepted', async () => {
    const faults = [
      'timeout_before_accept',
      'timeout_after_accept',
      'reset_before_accept',
      'reset_after_accept',
    ] as const;
    for (const kind of faults) {
      const about = message({ content: { kind: 'text', text: kind } });
      const outcome = await sendWith({ kind }, about);
      const code = kind.startsWith('timeout') ? 'timeout' : 'connection_lost';
      expectFailure(outcome, { type: 'ambiguous', kind: 'retry', code }, kind);
      if (kind.endsWith('after_accept'))
        await untilReceipt(subject, rig(), about.attemptId, (await acceptedAs(kind)).externalId);
      else
        expect(
          rig().sandbox.accepted.list(({ body }) => body === kind),
          kind,
        ).to.have.length(0);
    }
  });

  it('may be repeated when the connection was never made', async () => {
    const { channel } = rig();
    const http = createHttpClient();
    const apiUrl = 'http://127.0.0.1:1';
    const settings = {
      http,
      publicUrl: () => apiUrl,
      metaGraphUrl: apiUrl,
      metaGraphVersion: 'v25.0',
      twilioApiUrl: apiUrl,
      sendTimeoutMs: 500,
    };
    const outcome = await createProviders(settings)[subject.name].send(channel, message());
    await http.close();
    expectFailure(outcome, { type: 'retry', kind: 'retry', code: 'connect_failed' });
  });

  it('may be repeated after a bare 429, not before the time that it names', async () => {
    const outcome = await sendWith({ kind: 'rate_limited', retryAfterSeconds: 7 });
    expect(outcome).to.containSubset({ type: 'retry', retryAfterMs: 7_000, failure: { kind: 'rate' } });
    const unnamed = await sendWith({ kind: 'rate_limited' });
    expect(unnamed).to.containSubset({ type: 'retry', failure: { kind: 'rate' } });
    expect(unnamed).not.to.have.property('retryAfterMs');
  });

  it('is in doubt after any 5xx, whatever its body', async () => {
    for (const body of ['json', 'html', 'empty'] as const) {
      for (const [httpStatus, afterAccept] of [
        [500, false],
        [502, true],
        [503, false],
        [504, true],
      ] as const) {
        const outcome = await sendWith({ kind: 'server_error', httpStatus, body, afterAccept });
        expect(outcome, `${httpStatus} ${body}`).to.containSubset({ type: 'ambiguous', failure: { kind: 'retry' } });
      }
    }
  });

  it('is in doubt when a success cannot be read, and refused when a refusal cannot be', async () => {
    expect(await sendWith({ kind: 'html', afterAccept: true })).to.containSubset({
      type: 'ambiguous',
      failure: { kind: 'retry' },
    });
    expectFailure(await sendWith({ kind: 'html', httpStatus: 403 }), subject.page403);
  });

  it('is refused for its credentials when the token is expired or wrong', async () => {
    expect(await sendWith({ kind: 'token_expired' })).to.containSubset({ type: 'rejected', failure: { kind: 'auth' } });
    const outcome = await rig().provider.send(subject.wrongCredentials(rig().channel), message());
    expect(outcome).to.containSubset({ type: 'rejected', failure: { kind: 'auth' } });
  });

  for (const { fault, expected } of subject.refusals) {
    it(`is ${expected.type} (${expected.kind}) after ${JSON.stringify(fault)}`, async () => {
      expectFailure(await sendWith(fault), expected);
    });
  }

  it('never tells the caller what was said, to whom, or with which token', async () => {
    const { channel } = rig();
    for (const fault of [
      { kind: 'token_expired' },
      { kind: 'timeout_before_accept' },
      { kind: 'server_error' },
    ] as const) {
      const told = JSON.stringify(await sendWith(fault));
      for (const secret of [person.slice(1), 'Good morning', ...Object.values(channel.secrets).flat()])
        expect(told).not.to.include(secret);
    }
  });
}

function expectFailure(outcome: SendOutcome, { type, kind, code }: ExpectedFailure, about?: string): void {
  expect(outcome, about).to.containSubset({ type, failure: { kind, code } });
}

/** A receipt of this message came by webhook, is authentic and carries the attempt. */
async function untilReceipt(subject: Subject, rig: Rig, attemptId: string, externalId: string): Promise<void> {
  const { provider, channel } = rig;
  const receipts = () =>
    rig.received().flatMap((request) => {
      if (provider.verify(request, provider.signingSecrets(channel.secrets)) === undefined) return [];
      const drafts = provider.split(request).filter(({ kind }) => kind === 'receipt');
      return drafts.flatMap((draft) => provider.parseReceipt(toItem(subject.name, draft)) ?? []);
    });
  await until('a receipt that names the attempt', () =>
    receipts().some((receipt) => receipt.attemptId === attemptId && receipt.externalId === externalId),
  );
}
