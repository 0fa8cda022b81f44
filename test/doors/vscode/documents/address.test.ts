/** The editor: addresses of log documents survive being written, whatever a member is called. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type LogAddress, readAddress, writeAddress } from '../../../../src/doors/vscode/documents/address.ts';

const lines = fc
  .option(fc.tuple(fc.integer({ min: 1, max: 1e12 }), fc.integer({ min: 0, max: 1e6 })))
  .map(span => span && { from: span[0], to: span[0] + span[1] });
const name = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  fc
    .array(fc.constantFrom('..', '.', '', 'a&b=c', 'x%2Fy', '#?', 'sub dir', 'log.gz!', '‮gol.exe', '100%'), { minLength: 1 })
    .map(parts => `m/${parts.join('/')}`),
);
const address: fc.Arbitrary<LogAddress> = fc.record({ source: name, member: name, lines }, { noNullPrototype: true });

describe('the address of a log document', () => {
  it('reads what was written', () => {
    fc.assert(fc.property(address, one => assert.deepEqual(readAddress(writeAddress(one)), one)));
  });

  it('gives different addresses different queries', () => {
    fc.assert(
      fc.property(address, address, (a, b) => {
        const same =
          a.source === b.source && a.member === b.member && a.lines?.from === b.lines?.from && a.lines?.to === b.lines?.to;
        assert.equal(writeAddress(a).query === writeAddress(b).query, same);
      }),
    );
  });

  it('has a path that a URI neither resolves nor refuses, and that hides nothing', () => {
    fc.assert(
      fc.property(address, one => {
        const { path } = writeAddress(one);
        assert.match(path, /^\/(?!\/)/);
        assert.ok(!path.split('/').some(part => part === '.' || part === '..'), path);
        assert.doesNotMatch(path, /[\0-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });

  it('ends in the name of the file', () => {
    const { path } = writeAddress({ source: 's', member: 'db.tar.zst!/db-node-3/system.log', lines: null });
    assert.equal(path, '/db.tar.zst/db-node-3/system.log');
  });

  it('refuses what it has not written', () => {
    for (const query of [
      '',
      'source=a',
      'member=b',
      'source=a&member=%E0%A4%A',
      'source=a&member=b&lines=9-3',
      'source=a&member=b&lines=0-3',
      'x',
    ]) {
      assert.equal(readAddress({ query }), null, query);
    }
  });
});
