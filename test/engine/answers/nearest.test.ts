/** Tests: the names a person may have meant. */
import assert from 'node:assert/strict';
import { nearest } from '../../../src/engine/answers/nearest.ts';

const names = ['system.log', 'dmesg.log', 'actions.log', 'raw_events.log', 'sct.log'];

describe('the nearest names', () => {
  it('come by slips of the keyboard, by parts of names, and without the marks of a glob', () => {
    const first = (asked: string) => nearest(asked, names, 1)[0];
    assert.deepEqual(['sytsem.log', 'event', 'DMESG', '*action*', 'scylla-sct.log'].map(first), [
      'system.log',
      'raw_events.log',
      'dmesg.log',
      'actions.log',
      'sct.log',
    ]);
  });

  it('are few', () => {
    assert.equal(nearest('x', names, 3).length, 3);
    assert.deepEqual(nearest('x', [], 3), []);
  });
});
