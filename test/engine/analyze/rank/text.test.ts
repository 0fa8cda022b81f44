/** Analysis: a line without colours, stamps and runner prefixes, and its shape. */
import assert from 'node:assert/strict';
import { message, plain, shape } from '../../../../src/engine/analyze/rank/text.ts';

describe('text of a line', () => {
  it('loses colours, overwritten parts and backspaces', () => {
    assert.equal(plain('\x1b[31;1merror\x1b[0m: x'), 'error: x');
    assert.equal(plain('10 %\r50 %\rdone'), 'done');
    assert.equal(plain('done\r'), 'done');
    assert.equal(plain('ab\bc'), 'ac');
  });

  it('loses the stamp and the columns of a runner, not the indentation of the message', () => {
    assert.equal(message('2024-05-06T07:08:09.1234567Z   at x'), '  at x'.trim());
    assert.equal(message('[2024-05-06 07:08:09,123] boom'), 'boom');
    assert.equal(message('build\trun tests\t2024-05-06T07:08:09.1Z error: x'), 'error: x');
    assert.equal(message('  at f (a.js:1:2)'), '  at f (a.js:1:2)');
    assert.equal(message('12 files changed'), '12 files changed');
  });

  it('has the shape of lines that differ in values only', () => {
    assert.equal(shape('took 12.5 ms, id 0xdeadbeef'), shape('took 7 ms,  id 0xcafebabe'));
    assert.notEqual(shape('took 1 ms'), shape('lost 1 ms'));
  });
});
