/** The reader: where messages end. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { messageEnd } from '../../../src/engine/read/message.ts';

/** The message of a line that begins behind `mark`. */
function message(line: string, mark: string): string {
  const bytes = Buffer.from(line);
  const body = bytes.indexOf(mark) + mark.length;
  return bytes.toString('utf8', body, messageEnd(bytes, body, { start: 0, end: bytes.length }));
}

describe('messageEnd', () => {
  it('is the closing quote of a value', () => {
    assert.equal(message('{"msg":"a b","level":"info"}', '"msg":"'), 'a b');
    assert.equal(message('level=info msg="a b" n=1', 'msg="'), 'a b');
    assert.equal(message('{"msg":"say \\"a\\" \\\\","n":1}', '"msg":"'), 'say \\"a\\" \\\\');
  });

  it('is the end of the line elsewhere', () => {
    assert.equal(message('INFO say "a"', 'INFO '), 'say "a"');
    assert.equal(message('"quoted"', ''), '"quoted"');
    assert.equal(message('{"msg":"torn', '"msg":"'), 'torn');
    assert.equal(message('{"msg":"torn\\', '"msg":"'), 'torn\\');
  });

  it('stays inside the row', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(39), (bytes, offset) => {
        const body = Math.min(offset, bytes.length);
        const end = messageEnd(bytes, body, { start: 0, end: bytes.length });
        assert.ok(end >= body && end <= bytes.length);
      }),
    );
  });

  it('a quote of the row before is none of its own', () => {
    const bytes = Buffer.from('"a "b');
    assert.equal(messageEnd(bytes, 1, { start: 1, end: 5 }), 5);
  });
});
