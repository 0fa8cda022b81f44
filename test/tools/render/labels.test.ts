/** The table, tests: short names for members. */
import assert from 'node:assert/strict';
import { labelsOf } from '../../../src/tools/render/labels.ts';

describe('labels', () => {
  it('are the fewest last folders that tell members apart', () => {
    const labels = labelsOf(['a.tar!/x/out.log', 'b.tar!/x/out.log', 'a.tar!/x/err.log', 'plain.log']);
    assert.deepEqual(['a.tar!/x/out.log', 'b.tar!/x/out.log', 'a.tar!/x/err.log', 'plain.log'].map(labels.member), [
      'a.tar!/x/out.log',
      'b.tar!/x/out.log',
      'err.log',
      'plain.log',
    ]);
  });

  it('keep the folder of a node, its name shortened, and stand in a legend once', () => {
    const path = 'db.tar.zst!/db/longevity-3h-db-node-0a1b2c3d-3/system.log';
    const labels = labelsOf([path, path]);
    assert.equal(labels.place({ member: path, line: 7 }), 'db-node-3/system.log:7');
    assert.deepEqual(labels.legend, [['db-node-3/system.log', path]]);
    assert.equal(labels.member('unknown'), 'unknown');
  });

  it('never give two members one name', () => {
    const paths = ['n/longevity-a-db-node-0a1b2c3d-1/s.log', 'n/longevity-b-db-node-0a1b2c3e-1/s.log'];
    const names = paths.map(labelsOf(paths).member);
    assert.equal(new Set(names).size, 2);
  });
});
