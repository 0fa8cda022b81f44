/** Analysis tests: what Python's test tools print. */
import assert from 'node:assert/strict';
import { countsOf, namesOf, readLog } from '../log.ts';

const SUMMARY = `
============================= test session starts ==============================
tests/test_cart.py ..F.s                                                 [100%]

=================================== FAILURES ===================================
_______________________________ test_total[a b] ________________________________

    def test_total(kind):
>       assert total(kind) == 3
E       assert 4 == 3

tests/test_cart.py:12: AssertionError
=========================== short test summary info ============================
FAILED tests/test_cart.py::test_total[a b] - assert 4 == 3
ERROR tests/test_io.py - ModuleNotFoundError: No module named 'nothere'
========== 1 failed, 3 passed, 1 skipped, 2 xfailed, 1 error in 0.12s ==========`;

describe('results of pytest', () => {
  it('reads the closing line and the short summary', () => {
    assert.equal(countsOf(SUMMARY), 'pytest 7 3 2 1');
    assert.deepEqual(namesOf(SUMMARY), ['tests/test_cart.py::test_total[a b]', 'tests/test_io.py']);
    assert.equal(readLog(SUMMARY)?.failures[0].message, 'assert 4 == 3');
  });

  it('takes names from the headers and the file from the traceback where there is no summary', () => {
    const log = `=================================== FAILURES ===================================
_____________________ TestCart.test_remove _____________________

    def test_remove(self):
>       self.cart.remove('x')
E       KeyError: 'x'

lib/helper.py:9: KeyError
tests/test_cart.py:30: in test_remove
___________ [doctest] shop.cart.total ___________
shop/cart.py:8: DocTestFailure
============ 2 failed, 5 passed in 1.20 seconds =============`;
    assert.deepEqual(namesOf(log), ['tests/test_cart.py::TestCart::test_remove', 'shop.cart.total']);
  });

  it('takes names from verbose and distributed lines', () => {
    const log = `tests/test_a.py::TestA::test_one PASSED                         [ 50%]
tests/test_a.py::TestA::test_two[x-1] FAILED                    [100%]
1 failed, 1 passed in 0.03s`;
    assert.deepEqual(namesOf(log), ['tests/test_a.py::TestA::test_two[x-1]']);
    assert.deepEqual(namesOf('[gw1] [ 50%] FAILED tests/test_b.py::test_x \n=== 1 failed in 2.00s ==='), [
      'tests/test_b.py::test_x',
    ]);
  });

  it('reads pytest-sugar', () => {
    const log = 'Results (1.23s):\n      20 passed\n       1 failed\n         - tests/test_cart.py:3 test_adds\n       2 skipped';
    assert.equal(countsOf(log), 'pytest 21 20 1 2');
    assert.deepEqual(namesOf(log), ['tests/test_cart.py:3 test_adds']);
  });

  it('sums up several sessions', () => {
    assert.equal(countsOf('== 2 passed in 0.10s ==\n===== 3 passed, 1 deselected in 1.10s (0:01:02) ====='), 'pytest 5 5 0 0');
  });
});

const UNITTEST = `
..F.Es
======================================================================
ERROR: test_open (shop.tests.test_io.IoTest)
----------------------------------------------------------------------
Traceback (most recent call last):
  File "/src/shop/tests/test_io.py", line 9, in test_open
    open('nowhere')
FileNotFoundError: [Errno 2] No such file or directory: 'nowhere'

======================================================================
FAIL: test_sum (shop.tests.test_cart.CartTest)
----------------------------------------------------------------------
Traceback (most recent call last):
AssertionError: 3 != 4

----------------------------------------------------------------------
Ran 6 tests in 0.012s

FAILED (failures=1, errors=1, skipped=1)`;

describe('results of unittest and its kin', () => {
  it('reads names, messages and counts', () => {
    assert.equal(countsOf(UNITTEST), 'unittest 6 3 2 1');
    const failures = readLog(UNITTEST)!.failures;
    assert.deepEqual(
      failures.map(({ name, line, message }) => [name, line, message]),
      [
        ['test_open (shop.tests.test_io.IoTest)', 4, "FileNotFoundError: [Errno 2] No such file or directory: 'nowhere'"],
        ['test_sum (shop.tests.test_cart.CartTest)', 12, 'AssertionError: 3 != 4'],
      ],
    );
  });

  it('reads success, and does not take expected failures for failures', () => {
    assert.equal(countsOf('Ran 4 tests in 0.1s\n\nOK (skipped=1, expected failures=1)'), 'unittest 4 3 0 1');
  });

  it("names nose's unimportable modules by their exception", () => {
    const log = `======================================================================
ERROR: Failure: ImportError (No module named 'thing')
----------------------------------------------------------------------
Ran 1 test in 0.001s

FAILED (errors=1)`;
    assert.deepEqual(readLog(log)?.failures, [
      { name: 'ImportError', member: 'build.log', line: 2, message: "No module named 'thing'" },
    ]);
  });

  it("reads Twisted's trial", () => {
    const log = `===============================================================================
[FAIL]
Traceback (most recent call last):
  File "/src/test_web.py", line 5, in test_get
twisted.trial.unittest.FailTest: not equal

shop.test.test_web.WebTests.test_get
-------------------------------------------------------------------------------
Ran 3 tests in 0.003s

FAILED (failures=1, successes=2)`;
    assert.equal(countsOf(log), 'unittest 3 2 1 0');
    assert.deepEqual(namesOf(log), ['shop.test.test_web.WebTests.test_get']);
  });

  it('reads zope.testrunner and stestr', () => {
    assert.equal(countsOf('  Ran 12 tests with 1 failures, 1 errors and 2 skipped in 0.1 seconds.'), 'unittest 12 8 2 2');
    assert.equal(
      countsOf(
        'Totals\n======\nRan: 9 tests in 3.1 sec.\n - Passed: 7\n - Skipped: 1\n - Expected Fail: 0\n - Unexpected Success: 0\n - Failed: 1',
      ),
      'stestr 8 7 1 1',
    );
  });
});

describe('results of behave, Robot Framework and Avocado', () => {
  it('reads behave', () => {
    const log = `Failing scenarios:
  features/cart.feature:12  Remove an item

0 features passed, 1 failed, 0 skipped
3 scenarios passed, 1 failed, 2 skipped
14 steps passed, 1 failed, 4 skipped, 0 undefined`;
    assert.equal(countsOf(log), 'behave 4 3 1 2');
    assert.deepEqual(namesOf(log), ['features/cart.feature:12  Remove an item']);
  });

  it('reads the outermost suite of Robot Framework', () => {
    const log = `Shop.Cart                                                             | FAIL |
2 tests, 1 passed, 1 failed
==============================================================================
Shop                                                                  | FAIL |
5 tests, 4 passed, 1 failed`;
    assert.equal(countsOf(log), 'robot 5 4 1 0');
  });

  it('reads Avocado', () => {
    const log = ` (1/2) nodes_test.py:NodesTest.test_start: PASS (10.01 s)
 (2/2) nodes_test.py:NodesTest.test_stop: ERROR: no such node (4.12 s)
RESULTS    : PASS 1 | ERROR 1 | FAIL 0 | SKIP 3 | WARN 0 | INTERRUPT 0 | CANCEL 0`;
    assert.equal(countsOf(log), 'avocado 2 1 1 3');
    assert.deepEqual(namesOf(log), ['nodes_test.py:NodesTest.test_stop']);
  });
});
