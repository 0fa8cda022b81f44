/** The editor's chat, tests: hostile lines and documents in every answer stay text: no link but ours, no command, picture, markup or hidden sign. */
import assert from 'node:assert/strict';
import { linkedCommands } from '../../../../src/doors/vscode/chat/links.ts';
import { formatPlace } from '../../../../src/model/place.ts';
import { type PoisonedRun, poisonedRun, texts, wordOf } from '../../../agent/poisoned/run.ts';
import { asked } from './asked.ts';

const OURS = new RegExp(`\\]\\(command:investigator\\.(?:${linkedCommands.join('|')})\\?[\\w%.~-]+\\)`, 'g');
/** Colours, bells, direction marks, and what is not drawn. */
const ACTING = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/u;

/** What Markdown would read: code and escaped signs are text to it. */
function acting(markdown: string): string {
  const blocks = markdown.replace(/^(`{3,})[^`\n]*\n[\s\S]*?^\1`*$/gm, '');
  const escaped = blocks.replace(/\\([!-/:-@[-`{-~])/g, (_, sign: string) => (sign === '`' ? '´' : '·'));
  return escaped.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '').replace(OURS, ']');
}

function assertHarmless(text: string, what: string): void {
  const left = acting(text);
  assert.doesNotMatch(text, ACTING, what);
  assert.doesNotMatch(left, /\]\s*\(|\]\s*\[|\]:|<[a-z/!]|!\[|\b(?:command|https?|javascript|data):/i, `${what}: ${left}`);
}

describe('chat about hostile texts', function () {
  this.timeout(120_000);
  let run: PoisonedRun;
  before(async () => {
    run = await poisonedRun();
  });
  after(() => run.end());

  it('knows what acts: the test can see it', () => {
    for (const text of [
      '[a](command:x)',
      '![a](b)',
      '<img src=x>',
      'see https://evil.example',
      '`a` [b][c]',
      '[1]: x',
      'a\u202eb',
      '`` ` `` <b>',
    ])
      assert.throws(() => assertHarmless(text, ''), text);
    assertHarmless(
      '`[a](command:x)` \\[a\\]\\(command\\:x\\)\n````text\n<img> ```\n````\n[a](command:investigator.openLine?%5B%5D)',
      '',
    );
  });

  const commands = ['latest', 'report', 'logs', 'timeline', 'similar', 'instructions', 'ticket'] as const;
  for (const command of commands)
    it(`tells them as text in /${command}`, async () => {
      const prompt = command === 'logs' ? 'level:>=error' : '';
      const said = await asked(run.engine, { command, prompt, focus: run.run_id });
      assert.ok(said.text.length > 0);
      assertHarmless(said.text, command);
      for (const [title] of said.buttons) assert.doesNotMatch(String(title), ACTING);
    });

  for (const [at, text] of texts.entries())
    it(`tells a line, a document and a question of it as text: ${JSON.stringify(text.slice(0, 40))}`, async () => {
      const focus = run.run_id;
      const found = await asked(run.engine, { command: 'logs', prompt: wordOf(at), focus });
      assert.equal(found.lines.length, 1);
      const line = await asked(run.engine, { command: 'explain', prompt: formatPlace(found.lines[0]), focus });
      const document = await asked(run.engine, { command: 'instructions', prompt: wordOf(at), focus });
      assert.ok(document.text.includes(wordOf(at)));
      const pasted = await asked(run.engine, { command: 'explain', prompt: `${text}\n at x`, focus });
      const free = await asked(run.engine, { prompt: `What is ${wordOf(at)}? ${text}`, focus });
      for (const said of [found, line, document, pasted, free]) assertHarmless(said.text, wordOf(at));
    });
});
