// Every error code the providers document has its row, of the kind its class asks for. The fixtures are transcribed from
// the providers' error references: code by code, under the class that says what is to be done about it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { FailureKind } from '../../../src/domain/failure.ts';
import { findMetaRow, metaFailure, metaFailures, metaSendOutcome } from '../../../src/providers/meta/failures.ts';
import { twilioFailure, twilioFailures, twilioSendOutcome } from '../../../src/providers/twilio/failures.ts';

const kinds: { readonly [documentedClass: string]: readonly FailureKind[] } = {
  AUTH: ['auth'],
  PERM: ['permission'],
  REG: ['permission'],
  RATE: ['rate'],
  PAIR: ['pair'],
  RETRY: ['retry'],
  BAD: ['permanent'],
  RCPT: ['recipient'],
  WINDOW: ['window'],
  TMPL: ['template'],
  MEDIA: ['media'],
  POLICY: ['policy'],
  OPTOUT: ['opted_out'],
  'OPTOUT/RATE': ['pair', 'rate', 'opted_out'],
  UNUSED: ['permanent'],
  ours: ['permanent'],
  none: ['permanent'],
};

// About one recipient or one message, although the class is about the sender: the channel's other messages go on.
const narrower: { readonly [code: string]: FailureKind } = {
  '130497': 'recipient', // this country
  '21408': 'recipient', // this country
  '63033': 'recipient', // blocked
  '63013': 'permanent', // this content
  '63005': 'permanent', // this content
};

const providers = [
  {
    name: 'meta',
    table: metaFailures,
    hasRow: (code: string) => findMetaRow(code) !== undefined,
    failureOf: (code: string) => metaFailure({ code: Number(code) }),
  },
  {
    name: 'twilio',
    table: twilioFailures,
    hasRow: (code: string) => twilioFailures.has(code),
    failureOf: twilioFailure,
  },
] as const;

for (const { name, table, hasRow, failureOf } of providers) {
  const file = path.join(import.meta.dirname, `../../fixtures/error-codes/${name}.json`);
  const classes = JSON.parse(readFileSync(file, 'utf8')) as { [documentedClass: string]: string[] };
  const documented = Object.entries(classes).flatMap(([name_, codes]) =>
    codes.map((code) => ({ documentedClass: name_, code })),
  );

  describe(`the failures of ${name}`, () => {
    it('have a row for every documented code', () => {
      expect(documented.length).to.be.greaterThan(80);
      expect(documented.filter(({ code }) => !hasRow(code))).to.deep.equal([]);
      expect(hasRow('999999'), 'and for no other').to.equal(false);
    });

    it('are of the kind that the class of the code asks for', () => {
      for (const { documentedClass, code } of documented) {
        const expected = narrower[code] === undefined ? kinds[documentedClass] : [narrower[code]];
        expect(expected, `${documentedClass} ${code}`).to.include(failureOf(code).kind);
      }
    });

    it('have a text that is safe to show, for codes known and unknown', () => {
      for (const code of [...table.keys(), '123', 'unknown']) {
        const { text } = failureOf(code);
        expect(text, code).to.match(/^[A-Z].{10,110}\.$/);
        expect(text, code).not.to.match(/\d{7,}|undefined|\[object/);
      }
    });
  });
}

describe('the outcome of a refused send', () => {
  it('allows a repetition only for what certainly was not taken', () => {
    const outcomes = [...metaFailures.keys()].map((code) => [
      code,
      metaSendOutcome(400, { error: { code: Number(code) } }, undefined).type,
    ]);
    const repeated = outcomes.filter(([, type]) => type === 'retry').map(([code]) => code);
    expect(repeated).to.have.members(['4', '80007', '130429', '131056', '613', '134101']);
    const ofTwilio = [...twilioFailures.keys()].filter(
      (code) => twilioSendOutcome(400, code, undefined).type === 'retry',
    );
    expect(ofTwilio).to.have.members(['20429', '21611', '30001', '63017', '63018', '63038']);
  });

  it('waits ten minutes for a template that is still being set up, or longer where Meta says so', () => {
    const outcomes = [undefined, 1_200_000].map((later) => metaSendOutcome(400, { error: { code: 134101 } }, later));
    expect(outcomes.map((outcome) => 'retryAfterMs' in outcome && outcome.retryAfterMs)).to.deep.equal([
      600_000, 1_200_000,
    ]);
  });

  it('is final for what a person gets no more of today, and says nothing about the pace of the number', () => {
    const outcome = metaSendOutcome(400, { error: { code: 131049 } }, undefined);
    expect(outcome).to.containSubset({ type: 'rejected', failure: { kind: 'pair' } });
  });

  it('is in doubt for every code that speaks of trouble, and for every 5xx that says nothing better', () => {
    for (const [code, [kind]] of metaFailures) {
      if (kind === 'retry')
        expect(metaSendOutcome(400, { error: { code } }, undefined).type, code).to.equal('ambiguous');
    }
    for (const [code, [kind]] of twilioFailures) {
      if (kind === 'retry') expect(twilioSendOutcome(400, code, undefined).type, code).to.equal('ambiguous');
      expect(twilioSendOutcome(503, code, undefined).type, code).to.equal('ambiguous');
    }
    for (const body of [undefined, null, '', [], {}, { error: 'x' }, { error: { code: {} } }]) {
      expect(metaSendOutcome(502, body, undefined).type).to.equal('ambiguous');
    }
  });

  it('waits hours for the next day’s allowance at Twilio, unless Twilio says how long', () => {
    expect(twilioSendOutcome(400, '63038', undefined)).to.include({ type: 'retry', retryAfterMs: 4 * 3600_000 });
    expect(twilioSendOutcome(400, '63038', 1_000)).to.include({ type: 'retry', retryAfterMs: 1_000 });
    expect(twilioSendOutcome(400, '63018', undefined)).not.to.have.property('retryAfterMs');
  });
});
