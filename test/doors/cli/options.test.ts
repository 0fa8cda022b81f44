/** The command line's words: options come from the tools table, and what is wrong is said in a sentence. */
import assert from 'node:assert/strict';
import { readAllowance } from '../../../src/doors/cli/allowance.ts';
import { completion } from '../../../src/doors/cli/completion.ts';
import { helpOf, overview } from '../../../src/doors/cli/help.ts';
import { commandTool, globalsLast, readOptions } from '../../../src/doors/cli/options.ts';
import { table } from '../../../src/tools/table.ts';
import type { Tool } from '../../../src/tools/tool.ts';

const tool = (name: keyof typeof table) => table[name] as unknown as Tool;

describe('options of the command line', () => {
  it('reads positionals, repeated and numeric options', () => {
    const { input, globals } = readOptions(tool('investigate_run'), [
      'a.tar',
      'b',
      '--against',
      'x',
      '--against',
      'y',
      '--mode',
      'fast',
      '--json',
    ]);
    assert.deepEqual(input, { inputs: ['a.tar', 'b'], against: ['x', 'y'], mode: 'fast' });
    assert.equal(globals.json, true);
    assert.deepEqual(readOptions(tool('search_logs'), ['run', '--limit', '5']).input, { run_id: 'run', limit: 5 });
  });

  it('takes a second word as the next input', () => {
    assert.deepEqual(readOptions(tool('search_logs'), ['run', 'level:error']).input, { run_id: 'run', query: 'level:error' });
    assert.deepEqual(readOptions(tool('query_logs_by_stream'), ['run', 'action']).input, { run_id: 'run', stream: 'action' });
  });

  const wrong: [keyof typeof table, string[], RegExp][] = [
    ['investigate_run', [], /investigate needs inputs/],
    ['search_logs', ['run', '--limit', 'many'], /--limit takes a number, not many/],
    ['search_logs', ['run', '--nonsense'], /logs has no option --nonsense; `investigator help logs`/],
    ['search_logs', ['run', '--limit', '-5'], /^--limit must be at least 1\.$/],
    ['search_logs', ['run', '--limit', '5000'], /^--limit must be at most 1000\.$/],
    ['search_logs', ['run', '--limit', '1.5'], /^--limit must be a whole number\.$/],
    ['search_logs', ['run', '--limit', ''], /--limit takes a number/],
    ['search_logs', ['run', '--limit'], /^--limit is written wrongly/],
    ['search_logs', ['run', '--json=3'], /^--json is written wrongly/],
    ['search_logs', ['run', '--direction', 'up'], /^--direction must be one of forward, backward\.$/],
    ['search_logs', ['run', '--home='], /--home needs a folder/],
    ['search_logs', [''], /^run-id must not be empty\.$/],
    ['investigate_run', ['x', '--title', ''], /^--title must not be empty\.$/],
    ['search_logs', ['run', 'a', 'b'], /does not take b/],
    ['check_ingestion_status', ['x'], /status takes no x/],
  ];
  for (const [name, args, words] of wrong) {
    it(`says what is wrong with ${table[name].command.word} ${args.join(' ')}`, () => {
      assert.throws(() => readOptions(tool(name), args), { code: 'bad_input', message: words });
    });
  }

  it('takes the options of every command before the command, too', () => {
    assert.deepEqual(globalsLast(['--home', '/x', '--json', 'runs', 'text']), ['runs', '--home', '/x', '--json', 'text']);
    assert.deepEqual(globalsLast(['--json', '-v']), ['version']);
    assert.deepEqual(globalsLast(['-h']), ['help']);
    assert.deepEqual(globalsLast([]), ['help']);
    assert.throws(() => globalsLast(['--json']), { code: 'bad_input', message: /There is no command in "--json"/ });
  });

  it('knows each tool by its word and by its name, and no word twice', () => {
    const words = Object.values(table).map(one => one.command.word);
    assert.equal(new Set(words).size, words.length);
    for (const [name, one] of Object.entries(table)) {
      assert.equal(commandTool(one.command.word), name);
      assert.equal(commandTool(name), name);
      assert.equal(one.name, name);
    }
    assert.equal(commandTool('toString'), null);
  });

  it('names each command in the overview, and each option in its help', () => {
    for (const [name, one] of Object.entries(table)) {
      assert.ok(overview().includes(`  ${one.command.word}`), name);
      const help = helpOf(name as keyof typeof table);
      for (const key of Object.keys(one.input.shape))
        assert.ok(
          help.includes(key === one.command.positional ? key.toUpperCase() : `--${key.replaceAll('_', '-')}`),
          `${name} ${key}`,
        );
    }
  });

  it('completes commands and options in three shells, and refuses others', () => {
    for (const shell of ['bash', 'zsh', 'fish']) assert.match(completion(shell), /investigate/);
    assert.throws(() => completion('tcsh'), { code: 'bad_input' });
  });

  it('reads limits that are raised', () => {
    assert.deepEqual(readAllowance('totalBytes=64G,ratio=5000'), { totalBytes: 64 * 2 ** 30, ratio: 5000 });
    assert.deepEqual(readAllowance('downloadbytes=1.5k'), { downloadBytes: 1536 });
    assert.deepEqual(readAllowance(undefined), {});
    for (const wrong of ['much', 'ratio', 'ratio=-1', 'color=3']) assert.throws(() => readAllowance(wrong), /--allow takes/);
  });
});
