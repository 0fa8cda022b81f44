/** Analysis, tests: lines that speak of failures without being one. */
import assert from 'node:assert/strict';
import { isInnocent, isRetried, namesTest } from '../../../../src/engine/analyze/classify/innocent.ts';

const innocent = [
  '0 errors, 0 warnings',
  'Build finished without errors',
  'tests/test_a.py::test_crash PASSED [ 3%]',
  '--- PASS: TestCrash (0.00s)',
  '  ✓ handles a timeout',
  'ok 3 - refuses connections',
  '+ echo "fatal: disk full"',
  '// throws OutOfMemoryError',
  'Connection refused, connected after 3 attempts',
  '> app@1.0.0 test:errors',
  '(DbEventsFilter type=NO_SPACE_ERROR line=x)',
];
const guilty = [
  '2 failed, 0 errors',
  'not ok 3 - adds up',
  '##[error]Process crashed',
  'error: no such file',
  '> Could not resolve all files',
  '# A fatal error has been detected by the Java Runtime Environment:',
  '1 error and 0 warnings generated.',
];

describe('innocent', () => {
  for (const line of innocent) it(`is: ${line}`, () => assert.equal(isInnocent(line), true));
  for (const line of guilty) it(`is not: ${line}`, () => assert.equal(isInnocent(line), false));

  it('knows tries that go on, and lines that name tests', () => {
    assert.ok(isRetried('timed out, retrying in 5 s') && isRetried('attempt 2/5 failed') && !isRetried('gave up after 5 tries'));
    assert.ok(namesTest('--- FAIL: TestA (0.00s)') && namesTest('  2) shows an error') && !namesTest('2 errors'));
  });
});
