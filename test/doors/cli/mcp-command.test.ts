/** `investigator mcp` as a person may type it: its help, and words that it does not take. */
import assert from 'node:assert/strict';
import { typed } from './typed.ts';

const run = (...words: string[]) => typed(words);

describe('the word mcp', () => {
  it('is in the overview, and explains itself', async () => {
    assert.match((await run('help')).out, /^ {2}mcp +Serve the tools to AI agents/m);
    const asked = [await run('help', 'mcp'), await run('mcp', '--help'), await run('--home', '/nowhere', 'mcp', '-h')];
    for (const { out, exit } of asked) {
      assert.equal(exit, 0);
      assert.match(out, /^usage: investigator mcp .*--allow-writes/);
    }
  });

  it('refuses what it does not know', async () => {
    for (const words of [
      ['mcp', '--port', '1'],
      ['mcp', 'now'],
      ['mcp', '--home', ''],
      ['mcp', '--allow', 'all'],
    ]) {
      const { exit, out, err } = await run(...words);
      assert.equal(exit, 2, words.join(' '));
      assert.equal(out, '');
      assert.match(err, /^investigator: (mcp takes|--home needs|--allow takes)/);
    }
  });

  it('is completed by shells', async () => {
    assert.match((await run('completion', 'bash')).out, / mcp sentence-model help completion"/);
  });
});
