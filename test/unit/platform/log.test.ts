// Nothing personal reaches a log line, even when somebody logs too much.
import { expect } from 'chai';
import { createLogger } from '../../../src/platform/log.ts';

const personal = ['a private matter', '27821234567', 'sb_secret', 'hunter2'];

function logged(write: (log: ReturnType<typeof createLogger>) => void, level = 'info'): string {
  const lines: string[] = [];
  write(createLogger(level, { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('a log line', () => {
  it('is JSON with level, time and message', () => {
    const line = JSON.parse(logged((log) => log.info({ trace_id: 't' }, 'message received'))) as object;
    expect(line).to.include({ level: 'info', trace_id: 't', msg: 'message received' });
    expect(line)
      .to.have.property('time')
      .that.matches(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(line).not.to.have.any.keys('pid', 'hostname');
  });

  it('has personal fields redacted, at the top and one level down', () => {
    const fields = {
      text: personal[0],
      phone: personal[1],
      token: personal[2],
      secrets: { appSecret: personal[3] },
      recipient: personal[1],
    };
    const output = logged((log) => {
      log.info({ ...fields, id: 'kept' }, 'too much');
      log.warn({ item: { ...fields, payload: { deep: { text: personal[0] } }, body: personal[0] } }, 'too much');
      log.child({ to: personal[1], from: personal[1] }).error({ authorization: `Bearer ${personal[2]}` }, 'too much');
    });
    for (const value of personal) expect(output).not.to.include(value);
    expect(output).to.include('[redacted]').and.include('"id":"kept"');
  });

  it('says of an error what broke, not on what: no detail, no request, also in its causes', () => {
    const row = Object.assign(new Error('duplicate key value violates unique constraint "contacts_phone"'), {
      code: '23505',
      constraint: 'contacts_phone',
      table: 'contacts',
      detail: `Key (phone)=(${personal[1]}) already exists.`,
      parameters: personal,
    });
    const failure = new Error('could not be stored', {
      cause: Object.assign(new Error('inner', { cause: row }), { config: { headers: personal } }),
    });
    const output = logged((log) => log.error({ err: failure }, 'failed'));
    for (const value of personal) expect(output).not.to.include(value);
    expect(output).to.include('23505').and.include('contacts_phone').and.include('could not be stored');
    expect(logged((log) => log.error({ err: personal[0] }, 'failed'))).not.to.include(personal[0]);
  });

  it('is not written below its level', () => {
    expect(logged((log) => log.debug('x'))).to.equal('');
    expect(logged((log) => log.error('x'), 'silent')).to.equal('');
  });
});
