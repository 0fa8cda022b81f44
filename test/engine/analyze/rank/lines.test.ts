/** Analysis: the failure in what build and test tools print. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rankSuspects } from '../../../../src/engine/analyze/rank/rank.ts';
import { memoryCorpus } from '../memory-corpus.ts';

/** A log of `filler` calm lines around the given ones; the line number of the first given line is `at`. */
function logOf(lines: readonly string[], filler = 120) {
  const calm = Array.from({ length: filler }, (_, i) => `[${i}/${filler}] Compiling module_${i % 7}.c`);
  const head = ['$ make check', ...calm];
  return { text: [...head, ...lines, ''].join('\n'), at: head.length + 1 };
}

const first = (text: string, good: string[] = []) =>
  rankSuspects(
    memoryCorpus({ 'job.log': text }),
    good.map(run => memoryCorpus({ 'job.log': run })),
  )[0];

describe('ranking lines of a build', () => {
  it('finds the compiler error before the make errors that follow from it', () => {
    const { text, at } = logOf([
      'src/table.c: In function ‘grow’:',
      'src/table.c:41:12: error: ‘capacity’ undeclared (first use in this function)',
      '   41 |   if (size > capacity)',
      '      |              ^~~~~~~~',
      'make[1]: *** [Makefile:12: table.o] Error 1',
      'make: *** [Makefile:4: all] Error 2',
      'The command "make check" exited with 2.',
    ]);
    const found = first(text);
    assert.ok(found.line <= at + 1 && found.endLine >= at + 1, `${found.line} to ${found.endLine}, not ${at + 1}`);
    assert.equal(found.role, 'cause');
    assert.ok(found.why.length > 0 && found.why.every(reason => reason.length < 60));
  });

  it('answers a failed test with its diff and trace as one block', () => {
    const { text, at } = logOf([
      '  1 failing',
      '',
      '  1) queue keeps its order:',
      '',
      '      AssertionError: expected [ 1, 3, 2 ] to equal [ 1, 2, 3 ]',
      '      + expected - actual',
      '',
      '       [',
      '      -  3',
      '      +  2',
      '       ]',
      '      at Context.<anonymous> (test/queue.js:31:20)',
      '',
      'npm ERR! Test failed.  See above for more details.',
      'The command "make check" exited with 1.',
    ]);
    const found = first(text);
    assert.ok(found.line <= at + 4 && found.endLine >= at + 4, `${found.line} to ${found.endLine}`);
    assert.ok(found.endLine - found.line < 16);
  });

  it('puts the errors before the summary that repeats them', () => {
    const errors = [
      '[ERROR] /src/Shop.java:[12,9] cannot find symbol',
      '  symbol:   method price()',
      '  location: class shop.Item',
    ];
    const between = Array.from({ length: 8 }, (_, i) => `[INFO] line ${i} of a banner ${'-'.repeat(30)}`);
    const summary = ['[ERROR] Failed to execute goal org.example:compiler:3.1:compile: Compilation failure', ...errors];
    const { text, at } = logOf([...errors, ...between, ...summary, '[ERROR] -> [Help 1]', 'Build step marked build as failure']);
    const found = first(text);
    assert.ok(found.line <= at && found.endLine >= at, `${found.line} to ${found.endLine}, not ${at}`);
  });

  it('prefers what passing runs do not print', () => {
    const usual = ['error: cannot open optional cache, going on', '1 error ignored'];
    const bad = ['error: cannot open required socket', 'The command "make check" exited with 1.'];
    const { text, at } = logOf([...usual, ...bad]);
    const found = first(text, [logOf([...usual, 'all good']).text]);
    assert.equal(found.line, at + 2);
    assert.ok(found.why.includes('not in the passing runs'), found.why.join('; '));
  });

  it('scores a passing run lower than a failing one', () => {
    const passing = first(logOf(['ran 31 tests, 0 failures, 0 errors', 'The command "make check" exited with 0.']).text);
    const failing = first(
      logOf(['FAIL: test_close (io.CloseTest)', 'AssertionError: 3 != 4', 'The command "make check" exited with 1.']).text,
    );
    assert.ok(passing.score < 0.5 && failing.score > passing.score, `${passing.score} ${failing.score}`);
    assert.notEqual(passing.role, 'cause');
  });

  it('takes repeated tellings as one answer, the first one', () => {
    const telling = ['Error: connect ECONNREFUSED 127.0.0.1:5432', '    at Socket.connect (net.js:10:3)'];
    const calm = Array.from({ length: 20 }, () => 'waiting for the next step');
    const { text, at } = logOf([...telling, ...calm, ...telling, ...calm, ...telling, 'The command "make check" exited with 1.']);
    const suspects = rankSuspects(memoryCorpus({ 'job.log': text }), []);
    assert.equal(suspects.filter(one => /ECONNREFUSED/.test(text.split('\n')[one.line - 1])).length, 1);
    assert.equal(suspects[0].line, at);
    assert.ok(suspects[0].alike >= 2);
  });

  it('is not slowed down by huge lines', () => {
    const huge = ['=', '- ', 'error: ', '/a', '\t', '\x1b[31m', '0.', '\r'].map(part => part.repeat(200_000 / part.length));
    const { text } = logOf([...huge, ...huge.map(line => line + '\x07'), 'FAIL: x', 'The command "make check" exited with 1.']);
    assert.ok(rankSuspects(memoryCorpus({ 'job.log': text }), []).length > 0);
  });

  it('has nothing to say about nothing', () => {
    assert.deepEqual(rankSuspects(memoryCorpus({}), []), []);
    assert.deepEqual(rankSuspects(memoryCorpus({ 'empty.log': '' }), []), []);
  });

  it('answers any text in order, within its bounds and the limit', () => {
    const words = fc.constantFrom(
      'error:',
      'ok',
      'FAIL',
      'at x (a.js:1:2)',
      '',
      '$ run',
      'exited with 1',
      '\x1b[31m',
      '\t',
      'é',
      '0 errors',
    );
    const line = fc.array(words, { maxLength: 5 }).map(parts => parts.join(' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), fc.boolean(), (lines, compared) => {
        const corpus = memoryCorpus({ 'a.log': lines.join('\n') });
        const suspects = rankSuspects(corpus, compared ? [memoryCorpus({ 'a.log': lines.slice(3).join('\n') })] : [], {
          limit: 5,
        });
        assert.ok(suspects.length <= 5);
        suspects.forEach((one, i) => {
          assert.ok(one.line >= 1 && one.line <= one.endLine && one.endLine <= corpus.lines);
          assert.ok(one.score >= 0 && one.score <= 1 && (i === 0 || one.score <= suspects[i - 1].score));
        });
      }),
      { numRuns: 60 },
    );
  });
});
