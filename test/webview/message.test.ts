/** The message of a line, as it is shown where there is no room for the whole of it. */
import assert from 'node:assert/strict';
import { messageIn } from '../../webview/message.ts';

describe('the message of a line', () => {
  const of = (text: string, from: string) => messageIn({ text, body: text.indexOf(from) });

  it('goes on to the end of the line', () => {
    assert.equal(of('08:00:01 INFO disk "a" is full', 'disk'), 'disk "a" is full');
    assert.equal(of('say "hello" {"a": 1}', 'hello'), 'hello" {"a": 1}');
  });

  it('ends with its string where the line is a JSON record', () => {
    assert.equal(of('{"time": 1, "action": "Started - tearDown"}', 'Started'), 'Started - tearDown');
    assert.equal(of('{"msg":"a \\"quoted\\" word","level":"info"}', 'a \\'), 'a \\"quoted\\" word');
  });

  it('goes on to the end where the record is torn or cut', () => {
    assert.equal(of('{"msg":"never ends', 'never'), 'never ends');
  });
});
