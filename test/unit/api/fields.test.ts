import { expect } from 'chai';
import type { Refusal } from '../../../src/api/errors.ts';
import { Fields } from '../../../src/api/fields.ts';

describe('reading fields', () => {
  const wrong = (read: (fields: Fields) => void, prefix = ''): string[] => {
    const fields = new Fields(prefix);
    read(fields);
    try {
      fields.done();
      return [];
    } catch (error) {
      return (error as Refusal).details.fields!.map(({ field }) => field);
    }
  };

  it('takes ids in lower case only', () => {
    const id = '01900000-0000-7000-8000-00000000000a';
    expect(wrong((fields) => fields.id('id', id))).to.deep.equal([]);
    for (const value of ['', id.toUpperCase(), `${id} `, '{}', id.slice(1)]) {
      expect(wrong((fields) => fields.id('id', value))).to.deep.equal(['id']);
    }
  });

  it('takes text that Postgres can hold, of the length asked for', () => {
    const isWrong = (value: string) => wrong((fields) => fields.text('text', value, { min: 1, max: 4 })).length > 0;
    expect(['a', 'abcd', '👍👍', ' a '].map(isWrong)).to.deep.equal([false, false, false, false]);
    expect(['', ' ', 'abcde', '👍👍👍', '\0', '\ud83d'].map(isWrong)).to.deep.equal(Array(6).fill(true));
  });

  it('takes times of the years 1 to 9999', () => {
    const isWrong = (seconds: string, nanos = 0) =>
      wrong((fields) => fields.instant('at', { seconds, nanos })).length > 0;
    expect(isWrong('-62135596800')).to.equal(false);
    expect(isWrong('253402300799', 999_999_999)).to.equal(false);
    expect(isWrong('253402300800')).to.equal(true);
    expect(isWrong('0', -1)).to.equal(true);
    expect(isWrong('0', 1e9)).to.equal(true);
  });

  it('leaves out what is less than a millisecond, so that the last moment of a year stays in it', () => {
    const read = (seconds: string) => new Fields().instant('at', { seconds, nanos: 999_999_999 })?.toISOString();
    expect(read('253402300799')).to.equal('9999-12-31T23:59:59.999Z');
    expect(read('1900000000')).to.equal('2030-03-17T17:46:40.999Z');
  });

  it('writes language tags in their canonical spelling', () => {
    expect(new Fields().locale('locale', 'PT-br')).to.equal('pt-BR');
    expect(new Fields().locale('locale', '')).to.equal(null);
    expect(wrong((fields) => fields.locale('locale', 'not a tag'))).to.deep.equal(['locale']);
  });

  it('names everything that is wrong, with its path', () => {
    const read = (fields: Fields) => {
      fields.id('conversation_id', 'x');
      fields.requestId('request_id', '\n');
    };
    expect(wrong(read, 'messages[3].')).to.deep.equal(['messages[3].conversation_id', 'messages[3].request_id']);
  });
});
