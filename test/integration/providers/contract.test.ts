// Every provider keeps the contract of src/providers/provider.ts. A new one adds its subject and a line here.
import { expect } from 'chai';
import { providerNames } from '../../../src/domain/webhook.ts';
import { providerContract } from './contract.ts';
import { metaSubject } from './meta-subject.ts';
import { twilioSubject } from './twilio-subject.ts';

const subjects = [metaSubject, twilioSubject];
for (const subject of subjects) providerContract(subject);

describe('the provider contract', () => {
  it('is kept by every provider there is', () => {
    expect(subjects.map(({ name }) => name)).to.have.members([...providerNames]);
  });
});
