import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import pg from 'pg';
import { invalidFields, Refusal, toRefusal, toRpcStatus, toStatusObject } from '../../../src/api/errors.ts';
import { RowConflict } from '../../../src/platform/db.ts';

describe('errors as gRPC statuses', () => {
  const cancelled = Object.assign(new pg.DatabaseError('canceling statement due to statement timeout', 0, 'error'), {
    code: '57014',
  });
  const typesOf = (refusal: Refusal) => toRpcStatus(refusal).details.map(({ type_url }) => type_url.split('.').at(-1));

  it('keep what is safe to say, with the details that apply', () => {
    const refusal = new Refusal('precondition', 'WINDOW_CLOSED', 'Too late.', { precondition: { subject: 'x' } });
    expect(toRpcStatus(refusal)).to.include({ code: Status.FAILED_PRECONDITION, message: 'Too late.' });
    expect(typesOf(refusal)).to.deep.equal(['ErrorInfo', 'PreconditionFailure']);
    expect(typesOf(invalidFields([{ field: 'a', description: 'b' }]))).to.deep.equal(['ErrorInfo', 'BadRequest']);
  });

  it('say nothing of what was thrown unexpectedly', () => {
    const refusal = toRefusal(new Error('password=hunter2'), false);
    expect(refusal).to.include({ kind: 'bug', reason: 'INTERNAL' });
    expect(JSON.stringify(toRpcStatus(refusal))).not.to.contain('hunter2');
  });

  it('ask for another try when the database was away or busy', () => {
    const lost = Object.assign(new Error('connection lost'), { code: 'ECONNRESET' });
    for (const error of [lost, cancelled, new RowConflict('twice')]) {
      const refusal = toRefusal(error, false);
      expect(refusal.kind).to.equal('unavailable');
      expect(typesOf(refusal)).to.deep.equal(['ErrorInfo', 'RetryInfo']);
    }
  });

  it('are DEADLINE_EXCEEDED once the deadline has passed, whatever stopped the work', () => {
    expect(toRefusal(cancelled, true).kind).to.equal('late');
  });

  it('say again only the beginning of what was given', () => {
    const refusal = invalidFields([{ field: 'x'.repeat(1e6), description: 'y'.repeat(1e6) }]);
    expect(Buffer.concat(toRpcStatus(refusal).details.map(({ value }) => value)).length).to.be.at.most(2_000);
    expect(refusal.message.length).to.be.at.most(2_000);
  });

  it('stay small enough for a header, and keep the reason and the first fields', () => {
    const fields = Array.from({ length: 2_000 }, (_, n) => ({ field: `field ${n}`, description: 'is wrong' }));
    const { details, metadata } = toStatusObject(invalidFields(fields));
    expect(details.length).to.be.at.most(1_000);
    const [bytes] = metadata.get('grpc-status-details-bin');
    expect(bytes).to.have.property('length').that.is.at.most(6_000);
    expect(String(bytes)).to.include('INVALID_REQUEST').and.include('field 20');
  });

  it('say no more of an item than of a call', () => {
    const fields = Array.from({ length: 2_000 }, (_, n) => ({ field: `field ${n}`, description: 'is wrong' }));
    const item = toRpcStatus(invalidFields(fields));
    const call = toStatusObject(invalidFields(fields));
    expect(item.message).to.equal(call.details);
    expect(Buffer.concat(item.details.map(({ value }) => value)).length).to.be.at.most(6_000);
  });
});
