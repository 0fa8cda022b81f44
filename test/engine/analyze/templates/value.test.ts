/** Analysis: how much a token looks like a value. */
import assert from 'node:assert/strict';
import { type Value, valueAt } from '../../../../src/engine/analyze/templates/value.ts';

function last(message: string): Value {
  const tokens = message.split(' ');
  return valueAt(tokens, tokens.length - 1);
}

describe('valueAt', () => {
  it('takes a token apart', () => {
    assert.deepEqual(last('x user="ann",'), { prefix: 'user="', core: 'ann', suffix: '",', strength: 'strong' });
    assert.deepEqual(last('x (db.example)'), { prefix: '(', core: 'db.example', suffix: ')', strength: 'strong' });
    assert.deepEqual(last('x ()'), { prefix: '(', core: '', suffix: ')', strength: 'strong' });
    assert.deepEqual(last('x open(pwd)'), { prefix: 'open(', core: 'pwd', suffix: ')', strength: 'medium' });
    assert.deepEqual(last('x name:'), { prefix: '', core: 'name', suffix: ':', strength: 'weak' });
  });

  it('weighs form and context', () => {
    const cases: [string, Value['strength']][] = [
      ['took <*> ms', 'unit'],
      ['in ms', 'weak'],
      ['for user ann', 'strong'],
      ['for a.b.c', 'strong'],
      ['is <*>', 'strong'],
      ['has key=v', 'strong'],
      ['has state=v', 'medium'],
      ['use some_name', 'medium'],
      ['given: sda', 'medium'],
      ['went away', 'weak'],
      ['it FAILED', 'constant'],
      ['state=ok', 'constant'],
      ['caught a.b.IOException', 'constant'],
      ['x ------', 'constant'],
      ['first', 'constant'],
    ];
    for (const [message, strength] of cases) assert.equal(last(message).strength, strength, message);
  });

  it('takes long tokens as they are', () => {
    const token = `key=${'('.repeat(200)}`;
    assert.deepEqual(last(`x ${token}`), { prefix: '', core: token, suffix: '', strength: 'medium' });
  });
});
