/** Analysis: the cues know how tools print failures, and what only looks like one. */
import assert from 'node:assert/strict';
import { cueNames, cueSet, cuesOf } from '../../../../src/engine/analyze/rank/cues.ts';
import { featureNames } from '../../../../src/engine/analyze/rank/features.ts';
import { cueWeights, placeWeights } from '../../../../src/engine/analyze/rank/weights.ts';

const named = (text: string, raw = text) => cuesOf(text, raw).map(cue => cueNames[cue]);

/** Lines as tools print them, with a cue that they must have. */
const has: readonly (readonly [line: string, cue: string])[] = [
  ['src/parse.c:14:9: error: expected ‘;’ before ‘}’ token', 'compile_error'],
  ['lib/a.ts(3,7): error TS2322: Type string is not assignable', 'compile_error'],
  ['[ERROR] Failed to execute goal org.example:plugin:1.0:test', 'goal_failed'],
  ['error[E0425]: cannot find value `x` in this scope', 'error_colon'],
  ['java.lang.IllegalStateException: no such state', 'exception_head'],
  ['Traceback (most recent call last):', 'traceback'],
  ['  File "/app/run.py", line 7, in main', 'frame'],
  ['\tat org.junit.Assert.fail(Assert.java:86)', 'foreign_frame'],
  ['--- FAIL: TestParse (0.00s)', 'test_failed'],
  ['not ok 12 - closes the file', 'test_failed'],
  ['FAILED tests/test_io.py::test_close - OSError', 'test_failed'],
  ['  3) closes the file', 'numbered'],
  ['Failures:', 'fail_heading'],
  ['2 failed, 31 passed in 0.4s', 'fail_count'],
  ['Tests run: 4, Failures: 0, Errors: 0', 'zero_count'],
  ['The command "make test" exited with 2.', 'final'],
  ['##[error]Process completed with exit code 1.', 'final'],
  ['make[1]: *** [all] Error 2', 'make_error'],
  ['BUILD FAILED in 3s', 'exit_marker'],
  ['gcc -Wall -Werror -c a.c', 'negated'],
  ['installed error-handler 2.0', 'error_name'],
  ['testErrorIsRaised ... ok', 'test_ok'],
];

/** Lines that must not have a cue. */
const lacks: readonly (readonly [line: string, cue: string])[] = [
  ['0 errors', 'fail_count'],
  ['errors: 0', 'fail_count'],
  ['exited with 0', 'exit_marker'],
  ['Downloading foo-1.2.jar', 'error_colon'],
  ['\tat com.acme.Shop.pay(Shop.java:10)', 'foreign_frame'],
];

describe('cues', () => {
  for (const [line, cue] of has)
    it(`${cue} in: ${line.trim()}`, () => assert.ok(named(line).includes(cue), named(line).join(' ')));
  for (const [line, cue] of lacks)
    it(`no ${cue} in: ${line.trim()}`, () => assert.ok(!named(line).includes(cue), named(line).join(' ')));

  it('sees colours in the raw line only', () => {
    assert.ok(named('boom', '\x1b[1;31mboom\x1b[0m').includes('red'));
    assert.ok(!named('boom').includes('red'));
  });

  it('names are unique, and the weights speak of cues and places that exist', () => {
    assert.equal(new Set(featureNames).size, featureNames.length);
    assert.deepEqual(Object.keys(cueWeights), [...cueNames]);
    for (const [name, weights] of Object.entries(placeWeights)) {
      assert.ok(featureNames.includes(weights.length === 1 ? name : `${name} ${weights.length - 1}`), name);
    }
    assert.ok(!cueSet('frame final').has(-1));
  });
});
