// Ids sort by when they were made, carry that time, and are the same for the same webhook item.
import { expect } from 'chai';
import fc from 'fast-check';
import { deterministicId, idFloor, idTime, isId, newId } from '../../../src/domain/ids.ts';

const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const anyMs = fc.integer({ min: 0, max: 4e12 });

describe('a new id', () => {
  // What this process has made so far may lie ahead of the clock: other tests move theirs.
  const present = () => idTime(newId()).getTime();

  it('is a UUID of version 7 that carries its time', () => {
    const at = present() + 5;
    const id = newId(at);
    expect(id).to.match(uuid7);
    expect(isId(id)).to.equal(true);
    expect(idTime(id).getTime()).to.equal(at);
  });

  it('is greater than every earlier one, within a millisecond and when the clock goes back', () => {
    const at = present();
    const ids = [
      ...Array.from({ length: 10_000 }, () => newId(at)),
      newId(at - 5_000),
      newId(0),
      newId(at + 3),
      newId(),
    ];
    expect(ids.toSorted()).to.deep.equal(ids);
    expect(new Set(ids).size).to.equal(ids.length);
  });
});

describe('a deterministic id', () => {
  it('is of the same shape and begins with the time given', () => {
    fc.assert(
      fc.property(anyMs, fc.array(fc.string({ unit: 'binary' })), (ms, parts) => {
        const id = deterministicId(ms, ...parts);
        expect(id).to.match(uuid7);
        expect(idTime(id).getTime()).to.equal(ms);
        expect(deterministicId(ms, ...parts)).to.equal(id);
      }),
    );
  });

  it('differs when any part does, also where the parts would run together', () => {
    const ids = [['a', 'b'], ['ab'], ['a', 'b', ''], ['', 'ab'], ['b', 'a'], []].map((parts) =>
      deterministicId(1, ...parts),
    );
    expect(new Set([...ids, deterministicId(2, 'a', 'b')]).size).to.equal(ids.length + 1);
  });
});

describe('the floor of an instant', () => {
  it('lies below every id of that millisecond and above those before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4e12 }), fc.string(), (ms, part) => {
        const floor = idFloor(new Date(ms));
        expect(isId(floor)).to.equal(true);
        expect(floor < deterministicId(ms, part)).to.equal(true);
        expect(floor > deterministicId(ms - 1, part)).to.equal(true);
        expect(idTime(floor).getTime()).to.equal(ms);
      }),
    );
  });
});

describe('what passes for an id', () => {
  it('is 36 characters of a UUID in lower case and nothing else', () => {
    for (const value of [
      '',
      'x',
      newId().toUpperCase(),
      `${newId()}\n`,
      `${newId()} `,
      newId().replaceAll('-', ''),
      "' or 1=1",
    ]) {
      expect(isId(value), value).to.equal(false);
    }
  });
});
