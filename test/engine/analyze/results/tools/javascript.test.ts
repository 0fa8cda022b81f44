/** Analysis tests: what JavaScript's test tools print. */
import assert from 'node:assert/strict';
import { countsOf, namesOf, readLog } from '../log.ts';

describe('results of mocha', () => {
  it('reads the epilogue and joins suites and titles', () => {
    const log = `  Cart
    ✓ adds items
    1) removes items

  4 passing (52ms)
  2 pending
  2 failing

  1) Cart
       when it is full
         removes items:

      AssertionError: expected 3 to equal 4
      + expected - actual

  2) Store "before all" hook for "opens":
     Error: closed
`;
    assert.equal(countsOf(log), 'mocha 6 4 2 2');
    assert.deepEqual(
      readLog(log)?.failures.map(({ name, message }) => [name, message]),
      [
        ['Cart when it is full removes items', 'AssertionError: expected 3 to equal 4'],
        ['Store "before all" hook for "opens"', 'Error: closed'],
      ],
    );
  });

  it('is not misled by titles that speak of passing and failing', () => {
    assert.equal(countsOf('    ✓ 3 passing strings are kept\n    6 failing as expected'), 'nothing');
  });

  it('reads releases before 1.15', () => {
    assert.equal(countsOf('  ✔ 5 tests complete (3ms)'), 'mocha 5 5 0 0');
    assert.equal(countsOf('  ✖ 1 of 5 tests failed:\n\n  1) Cart adds items:\n     Error: full'), 'mocha 5 4 1 ');
  });
});

describe('results of jest and vitest', () => {
  it('reads jest, and leaves out bullets that are no failures', () => {
    const log = `PASS src/store.test.js
  ● Console

    console.log src/store.js:3
FAIL src/cart.test.js (5.1 s)
  ● Cart › adds items

    expect(received).toBe(expected)

FAIL src/io.test.js
  ● Test suite failed to run

    Cannot find module './nothere'

Summary of all failing tests
FAIL src/cart.test.js
  ● Cart › adds items

Test Suites: 2 failed, 1 passed, 3 total
Tests:       1 failed, 2 skipped, 1 todo, 5 passed, 9 total
Snapshots:   0 total`;
    assert.equal(countsOf(log), 'jest 6 5 1 3');
    assert.deepEqual(
      readLog(log)?.failures.map(({ name, message }) => [name, message]),
      [
        ['Cart › adds items', 'expect(received).toBe(expected)'],
        ['Test suite failed to run', "src/io.test.js: Cannot find module './nothere'"],
      ],
    );
  });

  it('knows that a run without tests can have failed', () => {
    assert.equal(readLog('Test Suites: 1 failed, 1 total\nTests:       0 total')?.status, 'failed');
  });

  it('reads vitest', () => {
    const log = ` FAIL  src/cart.test.ts > Cart > adds items
AssertionError: expected 3 to be 4 // Object.is equality

 Test Files  1 failed | 2 passed (3)
      Tests  1 failed | 5 passed | 2 skipped (8)
   Duration  1.20s`;
    assert.equal(countsOf(log), 'vitest 6 5 1 2');
    assert.deepEqual(namesOf(log), ['src/cart.test.ts > Cart > adds items']);
    assert.equal(countsOf(' Test Files  1 passed (1)\n      Tests  3 passed (3)'), 'vitest 3 3 0 0');
  });
});

describe('results of karma and jasmine', () => {
  it('takes the last progress of every browser', () => {
    const log = `HeadlessChrome 90.0.4430 (Linux x86_64): Executed 1 of 3 SUCCESS (0 secs / 0.01 secs)\rHeadlessChrome 90.0.4430 (Linux x86_64): Executed 2 of 3 SUCCESS (0 secs / 0.02 secs)
HeadlessChrome 90.0.4430 (Linux x86_64) Cart adds items FAILED
	Expected 3 to be 4.
HeadlessChrome 90.0.4430 (Linux x86_64): Executed 2 of 3 (1 FAILED) (skipped 1) (0.1 secs / 0.02 secs)
Firefox 88.0 (Linux x86_64): Executed 2 of 3 (skipped 1) SUCCESS (0.1 secs / 0.02 secs)
TOTAL: 1 FAILED, 3 SUCCESS`;
    assert.equal(countsOf(log), 'karma 4 3 1 2');
    assert.deepEqual(readLog(log)?.failures, [
      { name: 'Cart adds items', member: 'build.log', line: 2, message: 'Expected 3 to be 4.' },
    ]);
  });

  it('reads the summary of karma-mocha-reporter', () => {
    const log = `Finished in 0.047 secs / 0 secs

SUMMARY:
✔ 7 tests completed
ℹ 2 tests skipped
✖ 1 test failed

FAILED TESTS:
  Cart
    when full
      ✖ adds items
        Chrome 90.0
      AssertionError: expected`;
    assert.equal(countsOf(log), 'karma 8 7 1 2');
    assert.deepEqual(readLog(log)?.failures, [
      { name: 'adds items', member: 'build.log', line: 11, message: 'Cart › when full' },
    ]);
  });

  it('reads jasmine', () => {
    const log = `Failures:
1) Cart adds items
  Message:
    Expected 3 to be 4.
5 specs, 1 failure, 1 pending spec
Finished in 0.01 seconds`;
    assert.equal(countsOf(log), 'jasmine 4 3 1 1');
    assert.deepEqual(namesOf(log), ['Cart adds items']);
    assert.equal(countsOf('Executed 5 of 6 specs (1 FAILED) (1 PENDING) in 2 secs.'), 'jasmine 5 4 1 1');
  });
});

describe('results of further JavaScript tools', () => {
  it('reads ava', () => {
    const log =
      '  ✖ cart › adds items Error thrown in test\n  ─\n\n  1 test failed\n  4 tests passed\n  1 test skipped\n\n  cart › adds items';
    assert.equal(countsOf(log), 'ava 5 4 1 1');
    assert.deepEqual(namesOf(log), ['cart › adds items']);
  });

  it('reads node:test in both forms', () => {
    const spec = `✖ adds items (1.2ms)
ℹ tests 6
ℹ suites 1
ℹ pass 4
ℹ fail 1
ℹ cancelled 0
ℹ skipped 1
ℹ todo 0

✖ failing tests:

test at test/cart.test.js:3:1
✖ adds items (1.2ms)
  AssertionError [ERR_ASSERTION]: 3 !== 4`;
    assert.equal(countsOf(spec), 'node:test 5 4 1 1');
    assert.deepEqual(namesOf(spec), ['adds items']);
    const tap =
      'TAP version 13\n# Subtest: adds items\nnot ok 1 - adds items\n1..2\n# tests 3\n# suites 0\n# pass 2\n# fail 1\n# cancelled 0\n# skipped 0\n# todo 0';
    assert.equal(countsOf(tap), 'tap 3 2 1 0');
  });

  it('counts Cypress once, and names with its mocha', () => {
    const log = `  (Run Starting)
  1 passing (2s)
  1 failing

  1) Cart
       adds items:
     AssertionError: Timed out

  │ Tests:        2                                                │
  │ Passing:      1                                                │
  │ Failing:      1                                                │
  │ Pending:      0                                                │
  │ Skipped:      1                                                │
  (Run Finished)`;
    assert.equal(countsOf(log), 'mocha+cypress 2 1 1 1');
    assert.deepEqual(namesOf(log), ['Cart adds items']);
  });

  it('reads Playwright', () => {
    const log = `Running 5 tests using 2 workers
  1) [chromium] › cart.spec.ts:3:1 › adds items ─────────────

    Error: expect(received).toBe(expected)

  1 failed
    [chromium] › cart.spec.ts:3:1 › adds items ─────────────
  1 flaky
    [chromium] › io.spec.ts:3:1 › opens ─────────────
  1 skipped
  2 passed (3.1s)`;
    assert.equal(countsOf(log), 'playwright 4 3 1 1');
    assert.deepEqual(namesOf(log), ['[chromium] › cart.spec.ts:3:1 › adds items']);
  });

  it('reads Deno and Bun', () => {
    const deno = ' FAILURES \n\nadds items => ./cart_test.ts:3:6\n\nFAILED | 5 passed (3 steps) | 1 failed | 2 ignored (12ms)';
    assert.equal(countsOf(deno), 'deno 6 5 1 2');
    assert.deepEqual(namesOf(deno), ['adds items']);
    const bun = '(fail) Cart > adds items [0.12ms]\n\n 5 pass\n 1 fail\n 7 expect() calls\nRan 6 tests across 2 files. [12.00ms]';
    assert.equal(countsOf(bun), 'bun 6 5 1 ');
    assert.deepEqual(namesOf(bun), ['Cart > adds items']);
  });

  it('reads TAP and who sums it up', () => {
    assert.equal(countsOf('TAP version 13\nok 1 adds\nnot ok 2 removes\nok 3 opens # SKIP no disk\n1..3'), 'tap 2 1 1 1');
    assert.deepEqual(namesOf('1..2\nok 1 - adds\nnot ok 2 - removes'), ['removes']);
    assert.equal(countsOf('ok 1 - a sentence in some log'), 'nothing');
    const prove = `t/cart.t (Wstat: 256 Tests: 5 Failed: 1)
  Failed test:  3
Files=2, Tests=10,  1 wallclock secs
Result: FAIL`;
    assert.equal(countsOf(prove), 'prove 10 9 1 ');
    assert.deepEqual(namesOf(prove), ['t/cart.t']);
    assert.equal(countsOf('t/io.t (Wstat: 2816 Tests: 0 Failed: 0)\nFiles=2, Tests=4,  1 wallclock secs'), 'prove 5 4 1 ');
    assert.equal(
      countsOf('Suites:   1 failed, 1 passed, 2 of 2 completed\nAsserts:  1 failed, 4 passed, of 5'),
      'node-tap 5 4 1 ',
    );
  });
});
