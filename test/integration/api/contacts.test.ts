import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { connect, refusal, type Client } from './client.ts';
import { addChannel, addPerson, addTenant, freshPhone, startHarness, type Harness, type Tenant } from './harness.ts';

describe('ContactService', () => {
  let harness: Harness;
  let tenant: Tenant;
  let client: Client;
  before(async () => {
    harness = await startHarness();
    tenant = await addTenant(harness);
    client = connect(harness, tenant.key);
  });
  after(async () => {
    client.close();
    await harness.close();
  });

  const phoneOf = (value = freshPhone()) => ({ kind: 'ADDRESS_KIND_PHONE' as const, value });
  const bsuidOf = (value: string, account = 'waba') => ({ kind: 'ADDRESS_KIND_BSUID' as const, value, account });
  const create = async (request: Parameters<Client['contacts']['CreateContact']>[0]) =>
    (await client.contacts.CreateContact(request)).contact!;

  it('makes a contact with its addresses in canonical spelling', async () => {
    const national = `0${freshPhone().slice(3)}`;
    const addresses = [bsuidOf('ZA.abc123'), phoneOf(national), phoneOf(`+27${national.slice(1)}`)];
    const contact = await create({ name: 'Thandi', locale: 'en-za', addresses });
    expect(contact).to.deep.include({
      name: 'Thandi',
      status: 'CONTACT_STATUS_ACTIVE',
      locale: 'en-ZA',
      addresses: [
        { kind: 'ADDRESS_KIND_PHONE', value: `+27${national.slice(1)}`, account: '' },
        { kind: 'ADDRESS_KIND_BSUID', value: 'ZA.abc123', account: 'waba' },
      ],
    });
    expect((await client.contacts.GetContact({ contactId: contact.id })).contact).to.deep.equal(contact);
  });

  it('promotes an unregistered contact and keeps its history', async () => {
    const person = await addPerson(harness, tenant, { status: 'unregistered' });
    const contact = await create({ name: 'Sipho', addresses: [phoneOf(person.phone), phoneOf()] });
    expect(contact).to.include({ id: person.contactId, name: 'Sipho', status: 'CONTACT_STATUS_ACTIVE' });
    expect(contact.addresses).to.have.length(2);
  });

  it('refuses an address of a registered contact, active or not, and says whose it is', async () => {
    for (const status of ['active', 'inactive'] as const) {
      const person = await addPerson(harness, tenant, { status });
      const error = await refusal(client.contacts.CreateContact({ addresses: [phoneOf(), phoneOf(person.phone)] }));
      expect(error).to.include({ code: Status.ALREADY_EXISTS, reason: 'ADDRESS_IN_USE' });
      expect(error.metadata['contact_id']).to.equal(person.contactId);
    }
  });

  it('refuses addresses of two unregistered contacts', async () => {
    const people = [
      await addPerson(harness, tenant, { status: 'unregistered' }),
      await addPerson(harness, tenant, { status: 'unregistered' }),
    ];
    const error = await refusal(create({ addresses: people.map(({ phone }) => phoneOf(phone)) }));
    expect(error).to.include({ code: Status.ALREADY_EXISTS, reason: 'ADDRESS_IN_USE' });
  });

  it('makes one contact for 10 identical calls at the same time', async () => {
    let request = {};
    for (let round = 0; round < 5; round++) {
      request = { addresses: [phoneOf()], requestId: newId() };
      const contacts = await Promise.all(Array.from({ length: 10 }, () => create(request)));
      expect(new Set(contacts.map(({ id }) => id))).to.have.length(1);
    }
    const error = await refusal(create({ ...request, name: 'other' }));
    expect(error).to.include({ code: Status.ALREADY_EXISTS, reason: 'REQUEST_ID_REUSED' });
  });

  it('gives one of 10 calls the address when they come at the same time without a request_id', async () => {
    const address = phoneOf();
    const calls = Array.from({ length: 10 }, () => create({ addresses: [address] }));
    const ends = await Promise.allSettled(calls);
    expect(ends.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    const lost = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as { reason: string }] : []));
    expect(new Set(lost.map(({ reason }) => reason))).to.deep.equal(new Set(['ADDRESS_IN_USE']));
  });

  it('names every field that is wrong', async () => {
    const addresses = [{ value: 'x' }, { ...phoneOf('\0'), account: 'waba' }, bsuidOf('not one', '')];
    const error = await refusal(create({ name: 'x'.repeat(201), locale: '!', requestId: 'é', addresses }));
    expect(error.fields).to.have.members([
      'name',
      'locale',
      'request_id',
      'addresses[0].kind',
      'addresses[1].value',
      'addresses[1].account',
      'addresses[2].value',
      'addresses[2].account',
    ]);
    expect((await refusal(create({}))).fields).to.deep.equal(['addresses']);
    expect((await refusal(create({ addresses: [phoneOf('12')] }))).fields).to.deep.equal(['addresses[0].value']);
  });

  it('reads national numbers only while all channels are in one country', async () => {
    const two = await addTenant(harness);
    const caller = connect(harness, two.key);
    await addChannel(harness, two.id, { home_country: 'DE' });
    const error = await refusal(caller.contacts.CreateContact({ addresses: [phoneOf('0821234567')] }));
    expect(error.fields).to.deep.equal(['addresses[0].value']);
    const { contact } = await caller.contacts.CreateContact({ addresses: [phoneOf('+27 82 123 4567')] });
    expect(contact!.addresses[0]!.value).to.equal('+27821234567');
    caller.close();
  });

  it('lists the newest first, filtered by status and by phone', async () => {
    const other = await addTenant(harness);
    const caller = connect(harness, other.key);
    const people = [];
    for (const status of ['active', 'unregistered', 'inactive', 'active'] as const) {
      people.unshift({ ...(await addPerson(harness, other, { status })), status });
    }
    const all = await caller.contacts.ListContacts({ pageSize: 3 });
    const rest = await caller.contacts.ListContacts({ pageSize: 3, pageToken: all.nextPageToken });
    const seen = [...all.contacts, ...rest.contacts].map(({ id }) => id);
    expect(seen).to.deep.equal(people.map(({ contactId }) => contactId));
    const unregistered = await caller.contacts.ListContacts({ status: 'CONTACT_STATUS_UNREGISTERED' });
    expect(unregistered.contacts.map(({ id }) => id)).to.deep.equal([people[2]!.contactId]);
    const byPhone = await caller.contacts.ListContacts({ phone: `0${people[0]!.phone.slice(3)}` });
    expect(byPhone.contacts.map(({ id }) => id)).to.deep.equal([people[0]!.contactId]);
    const foreign = await refusal(caller.contacts.ListContacts({ pageSize: 3, pageToken: 'bm8' }));
    expect(foreign.fields).to.deep.equal(['page_token']);
    caller.close();
  });

  it('changes the fields that are named, and no others', async () => {
    const { id } = await create({ name: 'Old', locale: 'en', addresses: [phoneOf()] });
    const change = async (contact: object, ...paths: string[]) =>
      (await client.contacts.UpdateContact({ contact: { id, ...contact }, updateMask: { paths } })).contact!;
    const renamed = await change({ name: 'New', locale: 'zu', status: 'CONTACT_STATUS_INACTIVE' }, 'name');
    expect(renamed).to.include({ name: 'New', locale: 'en', status: 'CONTACT_STATUS_ACTIVE' });
    expect(await change({ status: 'CONTACT_STATUS_INACTIVE' }, 'status', 'locale')).to.include({
      name: 'New',
      locale: '',
      status: 'CONTACT_STATUS_INACTIVE',
    });
    expect(await change({ timeZone: 'America/Los_Angeles' }, 'time_zone')).to.include({
      name: 'New',
      timeZone: 'America/Los_Angeles',
    });
    expect((await change({}, 'time_zone')).timeZone).to.equal('');
    expect((await refusal(change({ timeZone: 'PST' }, 'time_zone'))).fields).to.deep.equal(['contact.time_zone']);
    expect((await refusal(change({ name: 'x' }))).fields).to.deep.equal(['update_mask']);
    expect((await refusal(change({}, 'addresses'))).fields).to.deep.equal(['update_mask']);
    const unregister = change({ status: 'CONTACT_STATUS_UNREGISTERED' }, 'status');
    expect((await refusal(unregister)).fields).to.deep.equal(['contact.status']);
  });

  it('links an address once, and refuses one of another contact', async () => {
    const { id: contactId } = await create({ addresses: [phoneOf()] });
    const other = await create({ addresses: [phoneOf()] });
    const address = phoneOf();
    for (let n = 0; n < 2; n++) {
      const { contact } = await client.contacts.LinkAddress({ contactId, address });
      expect(contact!.addresses.map(({ value }) => value))
        .to.include(address.value)
        .and.have.length(2);
    }
    const error = await refusal(client.contacts.LinkAddress({ contactId: other.id, address }));
    expect(error).to.include({ code: Status.ALREADY_EXISTS, reason: 'ADDRESS_IN_USE' });
    expect(error.metadata['contact_id']).to.equal(contactId);
  });

  it('gives one of two contacts an address that both want at the same time', async () => {
    const contacts = await Promise.all(Array.from({ length: 6 }, () => create({ addresses: [phoneOf()] })));
    const address = phoneOf();
    const ends = await Promise.allSettled(
      contacts.map(({ id }) => client.contacts.LinkAddress({ contactId: id, address })),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
  });

  it('keeps a contact to 20 addresses', async () => {
    const { id: contactId } = await create({ addresses: Array.from({ length: 20 }, () => phoneOf()) });
    const error = await refusal(client.contacts.LinkAddress({ contactId, address: phoneOf() }));
    expect(error).to.include({ code: Status.FAILED_PRECONDITION, reason: 'TOO_MANY_ADDRESSES' });
  });

  it('unlinks an address, but never the last one, also when both go at the same time', async () => {
    const addresses = [phoneOf(), phoneOf()];
    const { id: contactId } = await create({ addresses });
    const ends = await Promise.allSettled(
      addresses.map((address) => client.contacts.UnlinkAddress({ contactId, address })),
    );
    const lost = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    expect(lost).to.have.length(1);
    expect(lost[0]).to.include({ code: Status.FAILED_PRECONDITION, reason: 'LAST_ADDRESS' });
    const gone = await refusal(client.contacts.UnlinkAddress({ contactId, address: phoneOf() }));
    expect(gone).to.include({ code: Status.NOT_FOUND, reason: 'ADDRESS_NOT_FOUND' });
  });

  it('writes to a contact at another address once the one in use is unlinked', async () => {
    const { contactId, conversationId, phone } = await addPerson(harness, tenant);
    const [other, unused] = [phoneOf(), phoneOf()];
    for (const address of [other, unused]) await client.contacts.LinkAddress({ contactId, address });
    const recipient = async () => {
      const query = harness.database.db.selectFrom('conversations').select('recipient');
      return (await query.where('id', '=', conversationId).executeTakeFirstOrThrow()).recipient;
    };
    await client.contacts.UnlinkAddress({ contactId, address: unused });
    expect(await recipient()).to.equal(phone);
    await client.contacts.UnlinkAddress({ contactId, address: phoneOf(phone) });
    expect(await recipient()).to.equal(other.value);
  });

  it('answers NOT_FOUND for a contact that is not there', async () => {
    const contactId = newId();
    const address = phoneOf();
    for (const call of [
      () => client.contacts.GetContact({ contactId }),
      () => client.contacts.UpdateContact({ contact: { id: contactId }, updateMask: { paths: ['name'] } }),
      () => client.contacts.LinkAddress({ contactId, address }),
      () => client.contacts.UnlinkAddress({ contactId, address }),
    ]) {
      expect(await refusal(call())).to.include({ code: Status.NOT_FOUND, reason: 'CONTACT_NOT_FOUND' });
    }
  });
});
