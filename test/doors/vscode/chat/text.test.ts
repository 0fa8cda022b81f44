/** The editor's chat: foreign text stays text: no link, picture, HTML or end of a block comes of it; links carry what we know. */
import assert from 'node:assert/strict';
import { commandLink } from '../../../../src/doors/vscode/chat/links.ts';
import { wordsOf } from '../../../../src/doors/vscode/chat/question-words.ts';
import { fenced, proseOf, quoted } from '../../../../src/doors/vscode/chat/text.ts';

const HOSTILE =
  '![x](https://evil.example/?q=1) [run](command:workbench.action.terminal.new) <img src=x> `a` ``` https://evil.example';

describe('text in chat', () => {
  it('of a log is code that it cannot leave', () => {
    assert.equal(quoted('a `b` ``c``'), '``` a `b` ``c`` ```');
    assert.equal(quoted(HOSTILE), `\`\`\`\`${HOSTILE}\`\`\`\``);
    assert.equal(fenced('a\n````\nb'), '`````text\na\n````\nb\n`````');
  });

  it('of a document keeps headings, lists and code, and nothing that acts', () => {
    assert.equal(
      proseOf('# Look\n- first `df -h` <b>\n1. [run](command:x)\n```sh\nls\n```\n![p](https://evil.example)'),
      '**Look**\n- first `df -h` \\<b\\>\n1. \\[run\\]\\(command\\:x\\)\n```text\nls\n```\n\\!\\[p\\]\\(https\\:\\/\\/evil\\.example\\)',
    );
    assert.equal(proseOf('a **b** and *c* of [d](../d.md), 2 * 3 * 4'), 'a **b** and *c* of d\\, 2 \\* 3 \\* 4');
    assert.doesNotMatch(proseOf(HOSTILE), /(?<!\\)[[\]<>]/);
  });

  it('of a label or a path cannot end a link', () => {
    const link = commandLink('a](command:x) [b', 'openLine', ["s:m)](command:y) '(*.log:1"]);
    assert.match(link, /^\[a\\\]\\\(command\\:x\\\) \\\[b\]\(command:investigator\.openLine\?[\w%.~-]+\)$/);
    const given = JSON.parse(decodeURIComponent(link.slice(link.indexOf('?') + 1, -1)));
    assert.deepEqual(given, ["s:m)](command:y) '(*.log:1"]);
  });
});

describe('the words of a question', () => {
  it('are those that a log may hold', () => {
    assert.deepEqual(wordsOf('Why did db-node-3 fail with “No space left on device”?'), ['db-node-3', 'space', 'left', 'device']);
    assert.deepEqual(wordsOf('What went wrong?'), []);
  });
});
