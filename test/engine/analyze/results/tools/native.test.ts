/** Analysis tests: what the test tools of C, C++, Rust, Go and Swift print. */
import assert from 'node:assert/strict';
import { countsOf, namesOf, readLog } from '../log.ts';

describe('results of go test', () => {
  it('knows only the failures without -v', () => {
    const log = `--- FAIL: TestCart (0.00s)
    --- FAIL: TestCart/adds (0.00s)
        cart_test.go:12: got 3, want 4
FAIL
FAIL	example.com/shop	0.012s
ok  	example.com/store	0.010s`;
    assert.equal(countsOf(log), 'go   2 ');
    assert.deepEqual(namesOf(log), ['TestCart', 'TestCart/adds']);
    assert.equal(readLog(log)?.failures[1].message, 'cart_test.go:12: got 3, want 4');
    assert.equal(readLog(log)?.status, 'failed');
  });

  it('counts with -v, and as JSON', () => {
    assert.equal(
      countsOf('=== RUN   TestA\n--- PASS: TestA (0.00s)\n=== RUN   TestB\n--- SKIP: TestB (0.00s)\nPASS\nok  \tx\t0.1s'),
      'go 1 1 0 1',
    );
    const json = ['run', 'pass'].map(
      action => `{"Time":"2024-01-01T00:00:00Z","Action":"${action}","Package":"p","Test":"TestA"}`,
    );
    assert.equal(
      countsOf(
        [...json, '{"Time":"2024-01-01T00:00:00Z","Action":"fail","Package":"p","Test":"TestB","Elapsed":0.1}'].join('\n'),
      ),
      'go 2 1 1 0',
    );
  });

  it('names packages that do not compile', () => {
    assert.deepEqual(namesOf('FAIL	example.com/shop [build failed]'), ['example.com/shop']);
  });

  it('reads gotestsum and Ginkgo', () => {
    assert.equal(
      countsOf('=== FAIL: shop TestCart (0.00s)\n    cart_test.go:12: no\n\nDONE 6 tests, 1 skipped, 1 failure in 0.123s'),
      'gotestsum 5 4 1 1',
    );
    assert.equal(
      countsOf(
        'Ran 5 of 7 Specs in 0.1 seconds\nFAIL! -- 4 Passed | 1 Failed | 1 Pending | 1 Skipped\n--- FAIL: TestSuite (0.10s)',
      ),
      'go+ginkgo 5 4 1 2',
    );
  });
});

describe('results of Rust', () => {
  it('sums up the binaries of cargo test', () => {
    const log = `test cart::tests::adds ... FAILED
test cart::tests::removes ... ok

failures:

---- cart::tests::adds stdout ----
thread 'cart::tests::adds' panicked at src/cart.rs:12:5:

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
   Doc-tests shop
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s`;
    assert.equal(countsOf(log), 'cargo 4 3 1 1');
    assert.deepEqual(readLog(log)?.failures, [
      {
        name: 'cart::tests::adds',
        member: 'build.log',
        line: 1,
        message: "thread 'cart::tests::adds' panicked at src/cart.rs:12:5:",
      },
    ]);
  });

  it('reads nextest', () => {
    const log =
      '        FAIL [   0.012s] shop cart::tests::adds\n     Summary [   1.234s] 6 tests run: 5 passed, 1 failed, 2 skipped';
    assert.equal(countsOf(log), 'nextest 6 5 1 2');
    assert.deepEqual(namesOf(log), ['shop cart::tests::adds']);
  });
});

describe('results of C and C++', () => {
  const googletest = `[ RUN      ] Cart.Adds
[  FAILED  ] Cart.Adds (0 ms)
[==========] 4 tests from 2 test suites ran. (1 ms total)
[  PASSED  ] 2 tests.
[  SKIPPED ] 1 test, listed below:
[  SKIPPED ] Cart.Opens
[  FAILED  ] 1 test, listed below:
[  FAILED  ] Cart.Adds
`;

  it('reads GoogleTest', () => {
    assert.equal(countsOf(googletest), 'googletest 3 2 1 1');
    assert.deepEqual(namesOf(googletest), ['Cart.Adds']);
  });

  it('reads CTest, which has counted what it runs', () => {
    const log = `${googletest}
67% tests passed, 1 tests failed out of 3

Total Test time (real) =   0.10 sec

The following tests FAILED:
	  2 - cart_test (SEGFAULT)
Errors while running CTest`;
    assert.equal(countsOf(log), 'ctest+googletest 3 2 1 0');
    assert.deepEqual(namesOf(log), ['cart_test']);
  });

  it('reads Catch2, doctest and Boost.Test', () => {
    assert.equal(
      countsOf('test cases:  5 |  3 passed | 1 failed | 1 failed as expected\nassertions: 9 | 8 passed | 1 failed'),
      'catch2 5 4 1 0',
    );
    const rule = '-'.repeat(79);
    const named = `${rule}\nadds items\n  to a full cart\n${rule}\ncart_test.cpp:12\n....\n\ncart_test.cpp:14: FAILED:\n  REQUIRE( 3 == 4 )\n\ntest cases: 2 | 1 passed | 1 failed`;
    assert.deepEqual(readLog(named)?.failures, [
      { name: 'adds items / to a full cart', member: 'build.log', line: 8, message: 'REQUIRE( 3 == 4 )' },
    ]);
    assert.equal(countsOf('All tests passed (9 assertions in 3 test cases)'), 'catch2 3 3 0 0');
    assert.equal(
      countsOf('TEST CASE:  adds items\n[doctest] test cases:  3 |  2 passed | 1 failed | 4 skipped'),
      'doctest 3 2 1 4',
    );
    const boost =
      'Running 5 test cases...\ncart.cpp(12): error: in "cart/adds": check a == b has failed [3 != 4]\n*** 1 failure is detected in the test module "shop"';
    assert.equal(countsOf(boost), 'boost 5 4 1 ');
    assert.deepEqual(namesOf(boost), ['cart/adds']);
  });

  it('reads Meson, Automake and lit', () => {
    const meson =
      '2/6 cart_adds                    FAIL            0.02s   exit status 1\n\nOk:                 4   \nExpected Fail:      0   \nFail:               1   \nUnexpected Pass:    0   \nSkipped:            1   \nTimeout:            0   ';
    assert.equal(countsOf(meson), 'meson 5 4 1 1');
    assert.deepEqual(namesOf(meson), ['cart_adds']);
    const automake = 'FAIL: cart.sh\n# TOTAL: 6\n# PASS:  4\n# SKIP:  1\n# XFAIL: 0\n# FAIL:  1\n# XPASS: 0\n# ERROR: 0';
    assert.equal(countsOf(automake), 'automake 5 4 1 1');
    assert.deepEqual(namesOf(automake), ['cart.sh']);
    const lit =
      'Failed Tests (1):\n  Shop :: cart/adds.c\n\n\nTotal Discovered Tests: 6\n  Unsupported: 1 (16.67%)\n  Passed     : 4 (66.67%)\n  Failed     : 1 (16.67%)\n';
    assert.equal(countsOf(lit), 'lit 5 4 1 1');
    assert.deepEqual(namesOf(lit), ['Shop :: cart/adds.c']);
  });
});

describe('results of Swift', () => {
  it('takes the outermost suite of XCTest', () => {
    const log = `Test Case '-[ShopTests.CartTests testAdds]' started.
/src/CartTests.swift:12: error: -[ShopTests.CartTests testAdds] : XCTAssertEqual failed: ("3") is not equal to ("4")
Test Case '-[ShopTests.CartTests testAdds]' failed (0.012 seconds).
Test Suite 'CartTests' failed at 2024-01-01 00:00:00.000.
	 Executed 2 tests, with 1 failure (0 unexpected) in 0.013 (0.015) seconds
Test Suite 'All tests' failed at 2024-01-01 00:00:00.000.
	 Executed 5 tests, with 1 test skipped and 1 failure (0 unexpected) in 0.113 (0.115) seconds`;
    assert.equal(countsOf(log), 'xctest 4 3 1 1');
    assert.deepEqual(namesOf(log), ['-[ShopTests.CartTests testAdds]']);
    assert.equal(readLog(log)?.failures[0].message, 'XCTAssertEqual failed: ("3") is not equal to ("4")');
  });

  it('reads Swift Testing', () => {
    const log =
      '✘ Test addsItems() failed after 0.001 seconds with 1 issue.\n✘ Test run with 5 tests failed after 0.002 seconds with 1 issue.';
    assert.equal(countsOf(log), 'swift-testing 5 4 1 ');
    assert.deepEqual(namesOf(log), ['addsItems()']);
  });
});

describe('results of Bazel', () => {
  it('counts targets', () => {
    const log = `//shop:cart_test                                                         FAILED in 0.3s
  /home/me/.cache/bazel/testlogs/shop/cart_test/test.log
Executed 3 out of 4 tests: 3 tests pass and 1 fails locally.`;
    assert.equal(countsOf(log), 'bazel 4 3 1 0');
    assert.deepEqual(namesOf(log), ['//shop:cart_test']);
  });
});
